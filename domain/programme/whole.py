"""A programme as a whole: its name, its validity, its sections and its deadlines."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import field_validator, model_validator

from domain.ladders import Deadline, Strict, impossible
from domain.programme.contact import Contact
from domain.programme.follow_up import FollowUp
from domain.programme.goals import Goals
from domain.programme.grants import Grants
from domain.programme.office import Office
from domain.programme.referral import ReferralRules
from domain.programme.work import Work
from domain.timers import TimerKind
from domain.values import Code, Line


class Programme(Strict):
    """A programme in one version. A course keeps the version it was accepted under."""

    key: Code
    version: Code
    name: Line
    legal_basis: Line
    valid_from: date
    valid_to: date | None = None
    referral: ReferralRules
    office: Office
    grants: Grants
    contact: Contact
    work: Work
    goals: Goals
    follow_up: FollowUp
    deadlines: dict[TimerKind, Deadline]

    def applies_on(self, day: date) -> bool:
        """Whether this version of the rules is in force on that Danish day (both ends included)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @field_validator("deadlines")
    @classmethod
    def _possible(cls, deadlines: dict[TimerKind, Deadline]) -> dict[TimerKind, Deadline]:
        if problems := list(impossible(deadlines)):
            raise ValueError("; ".join(problems))
        return deadlines

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to ligger før valid_from")
        for kind, deadline in self.deadlines.items():
            for rung in deadline.rungs:
                if rung.at and not self.office.opens <= rung.at < self.office.closes:
                    raise ValueError(f"deadlines.{kind}: kl. {rung.at:%H.%M} ligger uden for åbningstiden")
        return self
