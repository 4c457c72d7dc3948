"""Numbers as they come in addresses and forms: whatever was typed, nothing larger than anything we number."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

LARGEST = 999_999_999
Number = Annotated[int, Path(ge=0, le=LARGEST)]
"""A number in an address. A larger one would be no number of ours, and more than a database holds."""


def number_typed(text: str) -> int | None:
    """The number that was typed; None for what is none, and for one that is larger than any of ours."""
    is_ours = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))
    return int(text) if is_ours else None
