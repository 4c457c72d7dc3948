"""A course as it stands: the fold of its events, without any personal data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal

from msgspec import field
from msgspec.structs import replace

from domain.disclosure import Disclosure
from domain.events import (
    NO_ORDER,
    Attendance,
    Entitlement,
    GrantFacts,
    OrderFacts,
    Period,
    Signature,
    WaitingReason,
)
from domain.lifecycle import FINAL, SUPPORT, Phase
from domain.matters import MatterKind, waits_on
from domain.timers import PAUSABLE, Timer, TimerKind
from domain.values import Stored

ZERO = Decimal(0)
NOTHING: frozenset[TimerKind] = frozenset()
DUE_AT = attrgetter("due_at")


class GoalState(Stored, frozen=True):
    """A goal's neutral side: whether it is still being worked on, and its mark on the programme's scale."""

    id: str
    target_on: date
    parent: str = ""
    reached: bool = False
    dropped: bool = False
    level: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return not self.reached and not self.dropped


class Matter(Stored, frozen=True):
    """Something open beside the phase, with its own deadline (`domain.matters`). `changed` and `mail_id`
    name what an update changed and the mail it came in; `cause` is a code. `entry` is the log-book entry a
    deviation was seen by, and `withdrawn` says that it was none.
    """

    id: str
    kind: MatterKind
    opened_at: datetime
    status: Literal["open", "proposed", "closed"] = "open"
    rung: int = 0
    special: bool = False
    reasoned: bool = False
    changed: tuple[str, ...] = ()
    mail_id: str = ""
    cause: str = ""
    signatures: tuple[Signature, ...] = ()
    entry: int = 0
    withdrawn: bool = False


class Worked(Stored, frozen=True):
    """One valid log-book entry: its number, day, clock times and hours. A corrected one is no longer here."""

    entry: int
    on: date
    starts: time
    ends: time
    category: str
    hours: Decimal
    attendance: Attendance = "present"
    placement: bool | None = None
    workplace: bool = False
    desk: bool = False


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
    consent_withdrawn_on: date | None = None
    consent_expires_on: date | None = None
    disclosures: tuple[Disclosure, ...] = ()
    considerations: int = 1
    considerations_told: bool = False
    order: OrderFacts = NO_ORDER
    entitlement: Entitlement = "none"
    caseworker_role: str = ""
    remarks: tuple[str, ...] = ()
    reasoned: tuple[str, ...] = ()
    coordinator: str = ""
    mentor: str = ""
    cover: str = ""
    waiting: WaitingReason | Literal[""] = ""
    waiting_since: date | None = None
    mentor_expected_on: date | None = None
    periods: tuple[Period, ...] = ()
    failed_attempts: int = 0
    attempts: int = 0
    first_contact_on: date | None = None
    first_meeting_on: date | None = None
    agreement_on: date | None = None
    goals: tuple[GoalState, ...] = ()
    change_plans: int = 0
    minutes: int = 0
    focus_areas: int = 0
    role_versions: int = 0
    appointments: tuple[tuple[str, datetime], ...] = ()
    appointments_made: int = 0
    entries: int = 0
    worked: tuple[Worked, ...] = ()
    hours: dict[str, Decimal] = field(default_factory=dict)
    meetings: int = 0
    no_shows: int = 0
    follow_ups: int = 0
    last_follow_up_on: date | None = None
    reports: int = 0
    last_report_on: date | None = None
    report_draft_to: date | None = None
    matters: tuple[Matter, ...] = ()
    matters_opened: int = 0
    timers: tuple[Timer, ...] = ()
    paused_on: date | None = None
    pause_until: date | None = None
    phase_before_pause: Phase | None = None
    ended_on: date | None = None
    closed_on: date | None = None
    closing_parts: tuple[str, ...] = ()
    marks: int = 0
    held: str = ""
    returned_on: date | None = None
    erasure_approved_on: date | None = None
    erased_on: date | None = None

    def changed(self, changes: Mapping[str, Any]) -> Course:
        """The course with these fields changed, and nothing checked: only `evolve` calls it."""
        return replace(self, **changes)

    def consent_ended_on(self, day: date) -> date | None:
        """The day from which the consent counts no more, if that has come by that Danish day: it was
        withdrawn, or the day after its last one.
        """
        if self.consent_withdrawn_on is not None:
            return self.consent_withdrawn_on
        last = self.consent_expires_on
        return last + timedelta(days=1) if last is not None and last < day else None

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes the citizen something."""
        return self.phase not in FINAL

    @property
    def working_phase(self) -> Phase:
        """The phase the work stands in: while paused, the one it goes on in."""
        return self.phase_before_pause or self.phase

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
        """Hours logged over all categories."""
        return sum(self.hours.values(), ZERO)

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
            matter for matter in self.matters if matter.status != "closed" and kind in (None, matter.kind)
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
