"""Timers: what falls due on a course, when, at which rung of its ladder, and why on that date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from msgspec.structs import replace

from domain.calendar import REMEMBERED, Calendar, instant_at, local
from domain.values import Stored


class TimerKind(StrEnum):
    """Everything the clock can do to a course. The first block stands still while a course is paused."""

    COMPLETE_PARTS = "complete_parts"
    ACCEPTANCE = "acceptance"
    MATCHING = "matching"
    WAITING_REVIEW = "waiting_review"
    FIRST_CONTACT = "first_contact"
    FIRST_MEETING = "first_meeting"
    GOAL_SETTING = "goal_setting"
    FOLLOW_UP = "follow_up"
    PROGRESS_REPORT = "progress_report"
    THREE_PARTY_MEETING = "three_party_meeting"
    PROGRESS_WINDOW = "progress_window"
    APPOINTMENT = "appointment"
    DEVIATION = "deviation"
    UPDATE = "update"
    HOURS_USED = "hours_used"
    OTHER_MENTOR = "other_mentor"
    PLAN_CHANGE = "plan_change"
    PLAN_DECISION = "plan_decision"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    NO_PROGRESS = "no_progress"
    REPORT_APPROVAL = "report_approval"
    EXTENSION_REVIEW = "extension_review"
    EXTENSION_PROPOSAL = "extension_proposal"
    EXTENSION_DECISION = "extension_decision"
    UNDECIDED = "undecided"
    PHASE_OUT = "phase_out"
    GRANT_END = "grant_end"
    CLOSING_REPORT = "closing_report"
    RESUME = "resume"
    PAUSE_START = "pause_start"
    CONSENT_EXPIRY = "consent_expiry"
    CONSENT_END = "consent_end"
    FOCUS_REVIEW = "focus_review"
    HANDING_ON = "handing_on"
    NO_CONTACT = "no_contact"
    PROTECTION = "protection"
    PROTECTION_END = "protection_end"
    FILE_ACCESS = "file_access"
    DATA_ACCESS = "data_access"
    AFTERMATH = "aftermath"


PAUSABLE = frozenset(
    {
        TimerKind.FIRST_CONTACT,
        TimerKind.FIRST_MEETING,
        TimerKind.GOAL_SETTING,
        TimerKind.FOLLOW_UP,
        TimerKind.PROGRESS_REPORT,
        TimerKind.THREE_PARTY_MEETING,
        TimerKind.PROGRESS_WINDOW,
        TimerKind.APPOINTMENT,
    }
)
"""Internal deadlines stand still in a pause; the grant's end, its review and open matters never do."""
OUTLIVING = frozenset({TimerKind.FILE_ACCESS, TimerKind.DATA_ACCESS, TimerKind.AFTERMATH})
"""A citizen's right to see her file outlives the course, and so does the question how it went afterwards."""
SHIFTED = PAUSABLE - {TimerKind.APPOINTMENT}
"""They keep the working days they had left. An appointment stays on the day it was made for."""


MONTHS_A_YEAR = 12


class Unit(StrEnum):
    """What a deadline is counted in."""

    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    DAYS = "days"
    MONTHS = "months"


class Rest(Stored, frozen=True):
    """A pause in which a deadline stood still: the day it began, and the day the support went on."""

    began_on: date
    ended_on: date


class Why(Stored, frozen=True):
    """How a deadline was counted: so many units from (negative: before) a day, and then the working days
    of each pause that it stood still in.
    """

    base_on: date
    amount: int
    unit: Unit
    rests: tuple[Rest, ...] = ()


class Timer(Stored, frozen=True):
    """One thing that falls due: its kind, the matter it belongs to, the rung, the instant (UTC), the day.

    `deadline_on` is the day the duty falls due (the ladder's rungs are counted from it); `due_at` is when
    this rung fires. (kind, subject) names a timer within its course; (kind, subject, deadline_on, rung)
    names a firing, which happens once.
    """

    kind: TimerKind
    due_at: datetime
    deadline_on: date
    why: Why
    rung: int = 0
    subject: str = ""
    clock: time | None = None

    @property
    def key(self) -> str:
        """The timer's name within its course."""
        return f"{self.kind}:{self.subject}" if self.subject else self.kind

    @property
    def firing(self) -> str:
        """The unique name of this firing within its course."""
        return f"{self.key}@{self.deadline_on.isoformat()}#{self.rung}"


def count(why: Why, calendar: Calendar) -> date:
    """The day a `Why` arrives at: its own counting, moved on by the working days of each pause."""
    day = first_count(why, calendar)
    for rest in why.rests:
        day = after_rest(day, rest, calendar)
    return day


def after_rest(day: date, rest: Rest, calendar: Calendar) -> date:
    """A deadline after a pause: it keeps the working days it had left."""
    took = rest_days(rest, calendar)
    return calendar.add_working_days(day, took) if took else day


def rest_days(rest: Rest, calendar: Calendar) -> int:
    """How many working days a pause took."""
    return calendar.working_days_between(rest.began_on, rest.ended_on)


def first_count(why: Why, calendar: Calendar) -> date:
    """The day before any pause. Weeks, days and months that end on a closed day move on to a working day, or
    back to one when counted backwards, so that a duty never falls after its limit.
    """
    if why.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(why.base_on, why.amount)
    day = counted_to(why)
    if calendar.is_working_day(day):
        return day
    return calendar.add_working_days(day, 1 if why.amount >= 0 else -1)


def counted_to(why: Why) -> date:
    """The day so many days, weeks or months away, before closed days move it.

    A month ends on the day of the same number, or on the month's last day where it has none.
    """
    if why.unit is Unit.MONTHS:
        months = why.base_on.year * MONTHS_A_YEAR + why.base_on.month - 1 + why.amount
        year, month = divmod(months, MONTHS_A_YEAR)
        return date(year, month + 1, min(why.base_on.day, monthrange(year, month + 1)[1]))
    days = why.amount * (7 if why.unit is Unit.WEEKS else 1)
    return date.fromordinal(why.base_on.toordinal() + days)


@lru_cache(REMEMBERED)
def rung_instant(deadline_on: date, offset: int, clock: time | None, calendar: Calendar) -> datetime:
    """When a rung fires: `offset` working days from the deadline, at `clock` (opening time if None)."""
    day = calendar.add_working_days(deadline_on, offset)
    return instant_at(day, calendar.clip(clock) if clock else calendar.opens)


def shifted(timer: Timer, rest: Rest, calendar: Calendar) -> Timer:
    """The timer after a pause: its deadline, and the rung it stands at with its clock time, keep the working
    days they had left. The explanation tells the first counting and the pause.
    """
    rings = local(timer.due_at)
    due_at = instant_at(after_rest(rings.date(), rest, calendar), rings.time())
    why = replace(timer.why, rests=(*timer.why.rests, rest))
    return replace(timer, due_at=due_at, deadline_on=after_rest(timer.deadline_on, rest, calendar), why=why)
