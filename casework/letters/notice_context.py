"""What a notice is written from, and the facts its text may use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from adapters.partners import Partner
from adapters.secure_mail import RETIRED_KEY
from adapters.staff import Staff, StaffMember
from casework.corps.reaching import NOT_SETTLED, Reaching
from casework.history.case_record import CaseRecord
from casework.letters.reader import Reader
from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.errors import MentorError
from domain.events import Event, ReferralCompleted, ReferralReceived
from domain.evolve import fold
from domain.history import Recorded, referral_of
from domain.programme import Programme
from domain.timers import Timer, TimerKind
from models.ledger import Ledger


class NothingToTell(MentorError):
    """A notice was asked for that its event cannot carry, or that nobody has written for that recipient."""

    code = "nothing-to-tell"


@dataclass(frozen=True, kw_only=True)
class NoticeContext:
    """One course, the event that caused the notice, and the office it is written in. `now` is UTC."""

    course: Course
    history: tuple[Recorded, ...]
    trigger: Recorded
    programme: Programme
    calendar: Calendar
    staff: Staff
    partner: Partner
    supplier: str
    portal_url: str
    now: datetime
    old_certificate: bool = False
    """Whether the mail behind the trigger was encrypted to a certificate of ours that is retired."""
    stand_in: StaffMember | None = None
    """Who stands in for the mentor on the day it is written, while she is away."""
    decider_name: Callable[[str], str] = str
    """Who a registered decider is, by her reference: only for what is encrypted or printed."""
    reaching: Reaching = NOT_SETTLED
    """How the citizen may reach her mentor outside agreed hours, for the letter about her."""
    reader: Reader | None = None
    """Who of us reads the notice; None where it goes to the jobcentre or the citizen."""

    @cached_property
    def record(self) -> CaseRecord:
        """The history up to and with the trigger: a notice tells what was known when it was caused. Was the
        citizen protected later, she is hidden all the same.
        """
        known = tuple(recorded for recorded in self.history if recorded.seq <= self.trigger.seq)
        citizen = referral_of(self.history).citizen
        return CaseRecord(known, citizen if citizen.protected else None)

    @cached_property
    def then(self) -> Course:
        """The course as it stood right after the trigger."""
        return fold(recorded.event for recorded in self.record.history)

    @property
    def happened_on(self) -> date:
        """The Danish day of the trigger: when a report was written, however late it is printed."""
        return local_day(self.trigger.at)

    @property
    def today(self) -> date:
        """The Danish day of `now`."""
        return local_day(self.now)

    @property
    def link(self) -> str:
        """Where staff sign in to see the course."""
        return f"{self.portal_url.rstrip('/')}/forloeb/{self.course.ref}"

    @cached_property
    def coordinator(self) -> StaffMember | None:
        """The course's coordinator, or None before it was accepted."""
        return self.staff.coordinator(self.course.coordinator) if self.course.coordinator else None

    @cached_property
    def mentor(self) -> StaffMember | None:
        """The course's mentor when it happened, or None before one was found."""
        return self.staff.mentor(self.then.mentor) if self.then.mentor else None

    @cached_property
    def cover(self) -> StaffMember | None:
        """Who covered for the mentor when it happened, if anybody was named."""
        return self.staff.mentor(self.then.cover) if self.then.cover else None

    def timer(self, kind: TimerKind, subject: str = "") -> Timer | None:
        """A running timer of the course as it stood right after the trigger."""
        key = f"{kind.value}:{subject}" if subject else kind.value
        return next((timer for timer in self.then.timers if timer.key == key), None)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text may say. `neutral`: references, dates, counts and our own staff, fit for plain mail.
    `personal`: only for what is encrypted or printed; texts for staff are never given it.
    """

    neutral: Mapping[str, object] = field(default_factory=dict)
    personal: Mapping[str, object] = field(default_factory=dict)


def came_to_retired_key(ledger: Ledger, event: Event) -> bool:
    """Whether what the event tells came to a key we have retired: the sender is told of the new one."""
    if not isinstance(event, ReferralReceived | ReferralCompleted) or not event.mail_id:
        return False
    return RETIRED_KEY in ledger.remarks(event.mail_id)
