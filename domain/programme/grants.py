"""The section `[grants]`: the grant ladder and who decides."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.ladders import Strict

Decider = Literal["caseworker", "job_consultant", "manager"]


class Step(Strict):
    """One position of the grant ladder: at most so many months; `special` only in very special cases (S1)."""

    months: Annotated[int, Field(ge=1, le=24)]
    special: bool = False


class Grants(Strict):
    """The grant ladder, the roles that may decide, and within how many working days when it is urgent.

    `signatures`: how many different deciders must sign an extension before it is granted (S1).
    `renewals`: whether a later period is granted under the version the course has (`kept`), or under the one
    in force on the day the period begins.
    """

    decide_within: Annotated[int, Field(ge=1, le=60)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    deciders: Annotated[tuple[Decider, ...], Field(min_length=1)]
    signatures: Annotated[int, Field(ge=1, le=5)] = 1
    renewals: Literal["kept", "in_force"] = "kept"
