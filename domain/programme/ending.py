"""The section `[ending]`: what may still happen when a course is closed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from domain.ladders import Strict


class Ending(Strict):
    """For how many days after its closing a course may be opened again (local: 30; 0: never)."""

    reopen_within: Annotated[int, Field(ge=0, le=365)]
