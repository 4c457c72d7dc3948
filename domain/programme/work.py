"""The section `[work]`: the agreement and no-shows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict
from domain.values import OptionalLine


class Work(Strict):
    """Who signs the agreement, and whether a no-show is a deviation."""

    signers: Annotated[tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)]
    no_show_is_deviation: bool
    meeting_place: OptionalLine = ""
