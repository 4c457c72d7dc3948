"""The section `[work]`: the hours, the agreement and no-shows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict
from domain.values import Code


class Work(Strict):
    """Categories of hours, who signs the agreement, and whether a no-show is a deviation.

    When `hours_warning_percent` of the granted hours are used, somebody must look at the rest (local: 80).
    """

    categories: Annotated[tuple[Code, ...], Field(min_length=1)]
    signers: Annotated[tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)]
    no_show_is_deviation: bool
    hours_warning_percent: Annotated[int, Field(ge=1, le=100)]
