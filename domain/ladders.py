"""Deadlines with their ladders of reminders, and which of them could never work.

A deadline that never fires, fires at once, or stops reminding is a forgotten course; so such a programme
is refused when it is read, not found out months later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.calendar import Calendar
from domain.mistakes import Mistake, refuse
from domain.notices import READERS, RECIPIENTS, NoticeKind
from domain.timers import Timer, TimerKind, Unit, Why, count, rung_instant

K = TimerKind
SILENT = frozenset(
    {
        K.PROGRESS_WINDOW,
        K.EXTENSION_REVIEW,
        K.PHASE_OUT,
        K.GRANT_END,
        K.CONSENT_END,
        K.PAUSE_START,
        K.PROTECTION_END,
    }
)
"""Timers that change the course themselves; they have no ladder of reminders."""
MOMENTS = frozenset({K.DEVIATION, K.APPOINTMENT, K.CONSENT_END, K.PAUSE_START, K.PROTECTION_END})
"""Deadlines that are the moment itself, so that nothing can be added to them."""
BEFORE_THE_END = frozenset({K.EXTENSION_REVIEW, K.EXTENSION_DECISION, K.PHASE_OUT})
"""Deadlines that are counted backwards from the last granted day."""
AT_LEAST_ONE = frozenset(
    {K.FOLLOW_UP, K.PROGRESS_REPORT, K.THREE_PARTY_MEETING, K.PROGRESS_WINDOW, K.GRANT_END}
)
"""What comes round, or comes after the last granted day, takes at least one."""
MAY_END = SILENT | {K.APPOINTMENT}
"""All other ladders repeat their last rung until somebody acts."""
RUNG_NOTICES: Mapping[NoticeKind, TimerKind | None] = {
    NoticeKind.REMINDER: None,
    NoticeKind.PARTS_MISSING: K.COMPLETE_PARTS,
    NoticeKind.FIRST_CONTACT_DUE: K.FIRST_CONTACT,
    NoticeKind.FIRST_CONTACT_OVERDUE: K.FIRST_CONTACT,
    NoticeKind.APPOINTMENT_REMINDER: K.APPOINTMENT,
    NoticeKind.WAITING_LIST: K.WAITING_REVIEW,
    NoticeKind.DEVIATION_NEXT_RUNG: K.DEVIATION,
    NoticeKind.EXTENSION_REMINDER: K.EXTENSION_DECISION,
}
"""The notices a rung can send, and the one deadline whose ladder they belong on (None: on any)."""
_UNITS = tuple((unit, unit.value) for unit in Unit)
"""Each unit with the name of its field."""
Amount = Annotated[int, Field(ge=-400, le=400)]


class Strict(BaseModel):
    """Part of a programme: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rung(Strict):
    """One step of a ladder: so many working days from the deadline, when that day, which notice, to whom."""

    offset: Annotated[int, Field(ge=-20, le=60)] = 0
    at: time | None = None
    notice: NoticeKind
    to: Annotated[tuple[str, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        refuse(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        if unknown := sorted(set(self.to) - RECIPIENTS):
            known = ", ".join(sorted(RECIPIENTS))
            yield ("to",), f"ukendt modtager {', '.join(unknown)}; vælg blandt {known}"
        if self.notice not in RUNG_NOTICES:
            known = ", ".join(sorted(RUNG_NOTICES))
            yield ("notice",), f"{self.notice} er ikke en rykker; vælg blandt {known}"
        elif unread := sorted(set(self.to) & RECIPIENTS - READERS[self.notice]):
            known = ", ".join(sorted(READERS[self.notice]))
            yield ("to",), f"{self.notice} er ikke skrevet til {', '.join(unread)}; vælg blandt {known}"


class Deadline(Strict):
    """How long something may take, and the ladder that climbs when it is not done.

    Exactly one of the four amounts is given; negative amounts count backwards from the base day.
    `repeat_every` (working days) repeats the last rung until somebody acts.
    """

    working_days: Amount | None = None
    weeks: Amount | None = None
    days: Amount | None = None
    months: Amount | None = None
    rungs: tuple[Rung, ...] = ()
    repeat_every: Annotated[int, Field(ge=1, le=60)] | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        if len(self._amounts) != 1:
            yield (), "angiv netop én af working_days, weeks, days og months"
        offsets = [rung.offset for rung in self.rungs]
        if offsets != sorted(set(offsets)):
            yield ("rungs",), "umulig stige: hvert trin skal ligge senere end det forrige"
        if self.repeat_every and not self.rungs:
            yield ("repeat_every",), "repeat_every kræver et trin, der kan gentages"
        elif self.repeat_every and "citizen" in self.rungs[-1].to:
            yield ("rungs",), "borgeren rykkes ikke gentagne gange: sæt et trin til andre sidst"

    @property
    def _amounts(self) -> dict[Unit, int]:
        return {unit: amount for unit, name in _UNITS if (amount := getattr(self, name)) is not None}

    def counted_from(self, base_on: date) -> Why:
        """The deadline's own counting from a day."""
        ((unit, amount),) = self._amounts.items()
        return Why(base_on, amount, unit)

    @property
    def amount(self) -> int:
        """The amount in its own unit."""
        return next(iter(self._amounts.values()))

    @property
    def interval(self) -> int:
        """Working days between repetitions of the last rung."""
        return self.repeat_every or 1

    def step(self, rung: int) -> tuple[int, time | None]:
        """How many working days from the deadline a rung lies, and its clock time; past the last one the
        last rung repeats.
        """
        if not self.rungs:
            return 0, None
        beyond = rung - len(self.rungs) + 1
        if beyond <= 0:
            return self.rungs[rung].offset, self.rungs[rung].at
        last = self.rungs[-1]
        return last.offset + beyond * self.interval, last.at

    @property
    def unit(self) -> Unit:
        """The unit the amount is counted in."""
        return next(iter(self._amounts))


def rings_at(timer: Timer, rung: int, deadline: Deadline, calendar: Calendar) -> datetime:
    """When a rung of a timer's ladder fires (UTC): at the rung's own hour, else at the timer's."""
    offset, clock = deadline.step(rung)
    return rung_instant(timer.deadline_on, offset, clock or timer.clock, calendar)


def impossible(deadlines: Mapping[TimerKind, Deadline]) -> Iterator[Mistake]:
    """Why these deadlines cannot work, alone or together: the place within them, and one Danish sentence."""
    for kind, deadline in deadlines.items():
        yield from (((kind.value, *place), told) for place, told in _amount(kind, deadline))
        yield from (((kind.value, *place), told) for place, told in _ladder(kind, deadline))
    both = deadlines.get(K.EXTENSION_REVIEW), deadlines.get(K.EXTENSION_DECISION)
    if both[0] and both[1] and _end(both[0]) >= _end(both[1]):
        told = f"skal ligge før {K.EXTENSION_DECISION}, så der er tid til at afgøre"
        yield (K.EXTENSION_REVIEW.value,), told


def _amount(kind: TimerKind, deadline: Deadline) -> Iterator[Mistake]:
    place = (deadline.unit.value,)
    if kind in MOMENTS and deadline.amount != 0:
        yield place, "regnes fra selve tidspunktet; fristen skal være 0"
    elif kind in BEFORE_THE_END and deadline.amount >= 0:
        yield place, "regnes tilbage fra bevillingens slutdato; antallet skal være negativt"
    elif kind not in BEFORE_THE_END and deadline.amount < (kind in AT_LEAST_ONE):
        yield place, f"skal være mindst {int(kind in AT_LEAST_ONE)}"


def _ladder(kind: TimerKind, deadline: Deadline) -> Iterator[Mistake]:
    if kind in SILENT and deadline.rungs:
        yield ("rungs",), "virker af sig selv og kan ikke have trin"
    if kind not in SILENT and not deadline.rungs:
        yield (), "har ingen trin, så ingen ville få besked"
    elif kind not in MAY_END and deadline.repeat_every is None:
        yield (), "mangler repeat_every; uden gentagelse ville forløbet blive glemt"
    for number, rung in enumerate(deadline.rungs):
        if RUNG_NOTICES[rung.notice] not in (None, kind):
            yield ("rungs", number, "notice"), f"{rung.notice} hører til {RUNG_NOTICES[rung.notice]}"


def _end(deadline: Deadline) -> date:
    """Where a backward deadline lies before a day at random, without any holidays."""
    return count(Why(date(2026, 6, 1), deadline.amount, deadline.unit), Calendar())
