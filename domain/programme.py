"""A programme: one municipality's rules for mentor courses, as data that is checked when it is read."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from domain.notices import RECIPIENTS, NoticeKind
from domain.timers import TimerKind, Unit
from domain.values import Code, Line

REQUIRED_DEADLINES = frozenset(TimerKind)
"""Every timer has a deadline in every programme: one that is missing would silently never fire."""
SILENT = frozenset({TimerKind.EXTENSION_REVIEW, TimerKind.PHASE_OUT, TimerKind.GRANT_END})
"""Timers that change the course themselves; they have no ladder of reminders."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Rung(_Strict):
    """One step of a ladder: so many working days from the deadline, when that day, which notice, to whom."""

    offset: Annotated[int, Field(ge=-20, le=60)] = 0
    at: time | None = None
    notice: NoticeKind
    to: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _known_recipients(self) -> Self:
        unknown = set(self.to) - RECIPIENTS
        if unknown:
            raise ValueError(f"unknown recipient {sorted(unknown)}; choose among {sorted(RECIPIENTS)}")
        return self


class Deadline(_Strict):
    """How long something may take, and the ladder that climbs when it is not done.

    Exactly one of the three amounts is given; negative amounts count backwards from the base day.
    `repeat_every` (working days) repeats the last rung until somebody acts.
    """

    working_days: int | None = None
    weeks: int | None = None
    days: int | None = None
    rungs: tuple[Rung, ...] = ()
    repeat_every: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if sum(value is not None for value in (self.working_days, self.weeks, self.days)) != 1:
            raise ValueError("give exactly one of working_days, weeks or days")
        offsets = [rung.offset for rung in self.rungs]
        if offsets != sorted(set(offsets)):
            raise ValueError("impossible ladder: each rung must come later than the one before")
        if self.repeat_every and not self.rungs:
            raise ValueError("repeat_every needs a rung to repeat")
        return self

    @property
    def amount(self) -> int:
        """The amount in its own unit."""
        return next(v for v in (self.working_days, self.weeks, self.days) if v is not None)

    @property
    def interval(self) -> int:
        """Working days between repetitions of the last rung."""
        return self.repeat_every or 1

    @property
    def unit(self) -> Unit:
        """The unit the amount is counted in."""
        if self.working_days is not None:
            return Unit.WORKING_DAYS
        return Unit.WEEKS if self.weeks is not None else Unit.DAYS


class ReferralRules(_Strict):
    """Which parts a referral must have and what its grant must assert."""

    required_parts: tuple[Literal["grant", "job_plan", "consent"], ...]
    assertions: tuple[Literal["employment_aim", "decisive", "phase_out"], ...] = ()


class Office(_Strict):
    """Opening hours, and the days that are closed here though they are no public holidays (as MM-DD)."""

    opens: time = time(8)
    closes: time = time(16)
    closing_days: tuple[Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")], ...] = ()

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("the office must open before it closes")
        return self


class Step(_Strict):
    """One position of the grant ladder: at most so many months; `special` only in very special cases (S1)."""

    months: Annotated[int, Field(ge=1, le=24)]
    special: bool = False


class Grants(_Strict):
    """The grant ladder, the roles that may decide, and within how many working days when it is urgent."""

    decide_within: Annotated[int, Field(ge=1, le=60)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    deciders: Annotated[tuple[Literal["caseworker", "job_consultant", "manager"], ...], Field(min_length=1)]


class Contact(_Strict):
    """After how many failed attempts the jobcentre is told."""

    failed_attempts: Annotated[int, Field(ge=1, le=20)]


class Work(_Strict):
    """Categories of hours, who signs the agreement, and whether a no-show is a deviation."""

    categories: Annotated[tuple[Code, ...], Field(min_length=1)]
    signers: Annotated[tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)]
    no_show_is_deviation: bool


class Programme(_Strict):
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

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = REQUIRED_DEADLINES - set(self.deadlines)
        if missing:
            raise ValueError(f"deadlines are missing: {', '.join(sorted(missing))}")
        silent = sorted(kind for kind in SILENT if self.deadlines[kind].rungs)
        if silent:
            raise ValueError(f"these deadlines act by themselves and take no rungs: {', '.join(silent)}")
        mute = sorted(kind for kind in set(TimerKind) - SILENT if not self.deadlines[kind].rungs)
        if mute:
            raise ValueError(f"these deadlines have no rung, so nobody would be told: {', '.join(mute)}")
        return self
