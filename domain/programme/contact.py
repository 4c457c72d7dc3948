"""The section `[contact]`: how long one tries to reach the citizen."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.ladders import Strict


class Contact(Strict):
    """After how many failed attempts the jobcentre is told."""

    failed_attempts: Annotated[int, Field(ge=1, le=20)]
