"""A course as it stands: the fold of its events, without any personal data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from domain.course_parts import (
    NOT_PAUSED,
    NOT_WAITING,
    NOTHING_SAID,
    ZERO,
    Acceptance,
    CaseFile,
    Consent,
    Contact,
    GoalState,
    LogBook,
    Matter,
    Pause,
    Progress,
    Waiting,
    Written,
)
from domain.events import NO_ORDER, GrantFacts, OrderFacts, Period
from domain.lifecycle import FINAL, SUPPORT, Phase
from domain.matters import waits_on
from domain.timers import PAUSABLE, Timer, TimerKind
from domain.values import Stored

NOTHING: frozenset[TimerKind] = frozenset()
DUE_AT = attrgetter("due_at")


class Course(Stored, frozen=True, kw_only=True):
    """The snapshot of a course. Dates are Danish calendar days, instants UTC, hours Decimal."""

    ref: str
    seq: int = 0
    controller: str
    partner: str
    programme: str
    programme_version: str
    phase: Phase
    received_at: datetime
    missing: tuple[str, ...] = ()
    grant: GrantFacts | None = None
    consent: Consent = NOTHING_SAID
    order: OrderFacts = NO_ORDER
    acceptance: Acceptance = Acceptance()
    coordinator: str = ""
    mentor: str = ""
    cover: str = ""
    waiting: Waiting = NOT_WAITING
    periods: tuple[Period, ...] = ()
    contact: Contact = Contact()
    agreement_on: date | None = None
    goals: tuple[GoalState, ...] = ()
    written: Written = Written()
    progress: Progress = Progress()
    appointments: tuple[tuple[str, datetime], ...] = ()
    appointments_made: int = 0
    log: LogBook = LogBook()
    matters: tuple[Matter, ...] = ()
    matters_opened: int = 0
    timers: tuple[Timer, ...] = ()
    pause: Pause = NOT_PAUSED
    ended_on: date | None = None
    closed_on: date | None = None
    file: CaseFile = CaseFile()

    def changed(self, changes: Mapping[str, Any]) -> Course:
        """The course with these fields changed, and nothing checked: only `evolve` calls it."""
        return replace(self, **changes)

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes the citizen something."""
        return self.phase not in FINAL

    @property
    def working_phase(self) -> Phase:
        """The phase the work stands in: while paused, the one it goes on in."""
        return self.pause.phase_before or self.phase

    @property
    def support_phase(self) -> Phase:
        """Where support belongs that is not being phased out: goal setting until agreement and goals are
        in place, then the periodic work.
        """
        return Phase.ACTIVE if self.agreement_on and self.goals else Phase.GOAL_SETTING

    @property
    def period(self) -> Period | None:
        """The last granted support period."""
        return self.periods[-1] if self.periods else None

    @property
    def hours_granted(self) -> Decimal:
        """Hours granted over all periods."""
        return sum((period.hours for period in self.periods), ZERO)

    @property
    def hours_used(self) -> Decimal:
        """Hours of the grant that were used; those beside it are not among them (S3)."""
        return sum(self.log.hours.values(), ZERO) - self.log.beside

    @property
    def hours_beside(self) -> Decimal:
        """Hours logged beside the grant: the mentor's own travel (S3)."""
        return self.log.beside

    @property
    def next_due_at(self) -> datetime | None:
        """The earliest running timer (UTC); timers that are held do not count."""
        return min(map(DUE_AT, self.running_timers()), default=None)

    def running_timers(self) -> tuple[Timer, ...]:
        """The timers that can fire now: a pause holds the internal ones, and phase-out waits until there
        is support to phase out.
        """
        paused, begun = self.phase is Phase.PAUSED, self.working_phase in SUPPORT
        if begun and not paused:
            return self.timers
        held = PAUSABLE if paused else NOTHING
        return tuple(
            timer
            for timer in self.timers
            if timer.kind not in held and (begun or timer.kind is not TimerKind.PHASE_OUT)
        )

    def goal(self, goal_id: str) -> GoalState | None:
        """The goal with that id, whatever became of it."""
        return next((goal for goal in self.goals if goal.id == goal_id), None)

    def timer(self, kind: TimerKind) -> Timer | None:
        """The timer of that kind that belongs to the course itself, not to a matter or an appointment."""
        return next((timer for timer in self.timers if timer.key == kind.value), None)

    def matter(self, matter_id: str) -> Matter | None:
        """The matter with that id, open or closed."""
        return next((matter for matter in self.matters if matter.id == matter_id), None)

    def open_matters(self, kind: str | None = None) -> tuple[Matter, ...]:
        """Matters that nobody has settled yet, optionally of one kind."""
        return tuple(
            [matter for matter in self.matters if matter.status != "closed" and kind in (None, matter.kind)]
        )

    @property
    def waiting_on(self) -> str:
        """Whom the course waits for: an open matter's addressee first, otherwise the phase's owner.

        Nobody once it has ended, unless the citizen has asked to see her file; the coordinator where the
        mentor's turn comes before there is a mentor, and where nobody has seen yet what the jobcentre sent.
        """
        if matters := self.open_matters():
            return waits_on((matter.kind, matter.status) for matter in matters)
        owner = OWNERS[self.phase]
        return "coordinator" if owner == "mentor" and not self.mentor else owner


OWNERS = {
    Phase.RECEIVED: "coordinator",
    Phase.INCOMPLETE: "jobcentre",
    Phase.ACCEPTED: "coordinator",
    Phase.MATCHED: "mentor",
    Phase.CONTACTING: "mentor",
    Phase.GOAL_SETTING: "mentor",
    Phase.ACTIVE: "mentor",
    Phase.PHASING_OUT: "mentor",
    Phase.CLOSING: "mentor",
    Phase.PAUSED: "coordinator",
    Phase.CLOSED: "",
    Phase.CANCELLED: "",
}
