"""The section `[eligibility]`: what an order must hold, and what is only expected of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict
from domain.values import OptionalLine

MatchGroup = Annotated[str, Field(pattern=r"^[1-9]$")]
CaseworkerRole = Literal["authority", "company", "support", "effort"]


class Eligibility(Strict):
    """Requirements refuse an acceptance; expectations are recorded with it and refuse nothing.

    `other_groups`: what becomes of a citizen outside the programme's target groups. Months are of
    unemployment, ages in years.
    """

    other_groups: Literal["refused", "remarked", "taken"]
    in_activity: bool
    placement_alone: bool
    instead: OptionalLine = ""
    internal_statement: bool
    ask_section_85: bool
    ask_inactive: bool
    months_unemployed: Annotated[int, Field(ge=1, le=120)] | None = None
    under_age: Annotated[int, Field(ge=16, le=100)] | None = None
    education_under: Annotated[int, Field(ge=16, le=100)] | None = None
    match_groups: tuple[MatchGroup, ...] = ()
    caseworker_roles: tuple[CaseworkerRole, ...] = ()
