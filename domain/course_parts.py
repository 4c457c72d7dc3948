"""What a course's snapshot is made of: one value for each side of it, so that a step copies only what it
changes and what never came about costs nothing.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

from msgspec import field

from domain.disclosure import Disclosure
from domain.events import Attendance, Entitlement, Signature, WaitingReason
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Rest
from domain.values import Stored

ZERO = Decimal(0)


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
    name what an update changed and the mail it came in (none: the portal's form); `cause` is a code. `entry`
    is the log-book entry a deviation was seen by, and `withdrawn` says that it was none. `outcome` and
    `settled_on` (a Danish day) are the answer to what a mentor, `asked_by`, asked.
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
    outcome: str = ""
    settled_on: date | None = None
    asked_by: str = ""


class Worked(Stored, frozen=True):
    """One valid log-book entry: its number, day, clock times and hours. A corrected one is no longer here.

    `by` is the mentor who held it, where she is not the course's own; hours `beside` the grant use none.
    """

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
    by: str = ""
    beside: bool = False

    @property
    def drawn(self) -> Decimal:
        """The hours it takes of the grant."""
        return ZERO if self.beside else self.hours


class LogBook(Stored, frozen=True, kw_only=True):
    """The entries that stand and what they add up to. `entries` is the number of the last one, and `beside`
    are those of all hours that use none of the grant.
    """

    entries: int = 0
    worked: tuple[Worked, ...] = ()
    hours: dict[str, Decimal] = field(default_factory=dict)
    beside: Decimal = ZERO
    meetings: int = 0
    no_shows: int = 0


class Consent(Stored, frozen=True, kw_only=True):
    """What the citizen agreed to: until when, what outsiders may know by it, and which version of the
    special considerations counts.
    """

    withdrawn_on: date | None = None
    expires_on: date | None = None
    disclosures: tuple[Disclosure, ...] = ()
    considerations: int = 1
    considerations_told: bool = False

    @property
    def may_end(self) -> bool:
        """Whether there is a day from which it counts no more."""
        return self.withdrawn_on is not None or self.expires_on is not None

    def ended_on(self, day: date) -> date | None:
        """The day from which it counts no more, if that has come by that Danish day: it was withdrawn, or
        the day after its last one.
        """
        if self.withdrawn_on is not None:
            return self.withdrawn_on
        last = self.expires_on
        return last + timedelta(days=1) if last is not None and last < day else None


NOTHING_SAID = Consent()
"""A consent without an end, and nothing agreed beside it."""


class Acceptance(Stored, frozen=True, kw_only=True):
    """What was recorded when the course was accepted; `reasoned` are the rules of tasks that a reason has
    been given for, `deciders` the roles that extend it where its track has its own.
    """

    entitlement: Entitlement = "none"
    caseworker_role: str = ""
    remarks: tuple[str, ...] = ()
    reasoned: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()


class Waiting(Stored, frozen=True, kw_only=True):
    """Why a course waits for a mentor, since when, and when one is expected; no reason: it does not wait."""

    reason: WaitingReason | Literal[""] = ""
    since: date | None = None
    mentor_expected_on: date | None = None


NOT_WAITING = Waiting()


class Contact(Stored, frozen=True, kw_only=True):
    """The attempts to reach the citizen, the Danish day she was first reached, and the first meeting's.

    `failed` are those in vain since she was last reached, `tried_on` the day of the last one; `given_up` says
    that the jobcentre wants the course ended because of them.
    """

    attempts: int = 0
    failed: int = 0
    tried_on: date | None = None
    given_up: bool = False
    first_on: date | None = None
    met_on: date | None = None


class Written(Stored, frozen=True, kw_only=True):
    """How many versions there are of what is written along the way, and which parts of the closing report
    are written already. `focus_to` is the last day of the focus areas, if they have one.
    """

    minutes: int = 0
    change_plans: int = 0
    focus_areas: int = 0
    focus_to: date | None = None
    roles: int = 0
    closing: tuple[str, ...] = ()


class Progress(Stored, frozen=True, kw_only=True):
    """Follow-ups and progress reports: how many, the last one's day, and the draft that waits for its
    approval.
    """

    follow_ups: int = 0
    followed_up_on: date | None = None
    reports: int = 0
    reported_to: date | None = None
    draft_to: date | None = None


class Pause(Stored, frozen=True, kw_only=True):
    """A pause: the day it began, its last day where one is known (`last_on`), and the phase the work goes on
    in; `until` is the last day of one that is planned. `past` are those that are over, as far as whole days
    lie in them.
    """

    began_on: date | None = None
    last_on: date | None = None
    until: date | None = None
    phase_before: Phase | None = None
    past: tuple[Rest, ...] = ()

    def rested_on(self, day: date) -> bool:
        """Whether a Danish day lies within a pause that is over; its first day and the day the support went
        on do not.
        """
        return any(rest.began_on < day < rest.ended_on for rest in self.past)


NOT_PAUSED = Pause()


class CaseFile(Stored, frozen=True, kw_only=True):
    """The file and its end: how many marks for third parties, why its erasure is held, and the days it was
    returned, its erasure approved, and erased.
    """

    marks: int = 0
    held: str = ""
    returned_on: date | None = None
    erasure_approved_on: date | None = None
    erased_on: date | None = None
