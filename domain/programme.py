"""A programme: one municipality's rules for mentor courses, as data that is checked when it is read."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from domain.ladders import Deadline, Strict, impossible
from domain.timers import TimerKind
from domain.values import Code, Line

ORDINARY_YEAR = 2026
"""A year without a 29 February."""


class ReferralRules(Strict):
    """Which parts a referral must have and what its grant must assert."""

    required_parts: tuple[Literal["grant", "job_plan", "consent"], ...]
    assertions: tuple[Literal["employment_aim", "decisive", "phase_out"], ...] = ()


class Office(Strict):
    """Opening hours, and the days that are closed here though they are no public holidays (as MM-DD)."""

    opens: time = time(8)
    closes: time = time(16)
    closing_days: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")], ...] = ()

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("kontoret skal åbne, før det lukker")
        return self

    @field_validator("closing_days")
    @classmethod
    def _in_every_year(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        for text in days:
            try:
                date.fromisoformat(f"{ORDINARY_YEAR}-{text}")
            except ValueError:
                raise ValueError(f"{text} er ikke en dag, der findes hvert år; skriv MM-DD") from None
        return days


class Step(Strict):
    """One position of the grant ladder: at most so many months; `special` only in very special cases (S1)."""

    months: Annotated[int, Field(ge=1, le=24)]
    special: bool = False


class Grants(Strict):
    """The grant ladder, the roles that may decide, and within how many working days when it is urgent."""

    decide_within: Annotated[int, Field(ge=1, le=60)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    deciders: Annotated[tuple[Literal["caseworker", "job_consultant", "manager"], ...], Field(min_length=1)]


class Contact(Strict):
    """After how many failed attempts the jobcentre is told."""

    failed_attempts: Annotated[int, Field(ge=1, le=20)]


class Work(Strict):
    """Categories of hours, who signs the agreement, and whether a no-show is a deviation."""

    categories: Annotated[tuple[Code, ...], Field(min_length=1)]
    signers: Annotated[tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)]
    no_show_is_deviation: bool


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
