"""Hours used of hours granted, for a bar and the table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.course import Course
from domain.course_parts import ZERO
from domain.period_hours import period_on, standing, used_in
from domain.programme import Programme
from domain.weekly_hours import WeekOfHours, weekly_hours

WHOLE = 100


@dataclass(frozen=True, slots=True)
class PeriodHours:
    """One granted period: its number, its days (both included), its hours, and how many are used."""

    number: int
    starts_on: date
    ends_on: date
    granted: Decimal
    used: Decimal
    special: bool
    runs: bool

    @property
    def share(self) -> int:
        """Used of granted, in whole percent; more than 100 where too much was used."""
        return share_of(self.used, self.granted)


@dataclass(frozen=True, slots=True)
class HoursTold:
    """What counts today, what was given beside the grant, each period, and each week up to today.
    `over`: the support has ended, so what is left was not used.
    """

    granted: Decimal
    used: Decimal
    beside: Decimal
    periods: tuple[PeriodHours, ...]
    weeks: tuple[WeekOfHours, ...]
    over: bool

    @property
    def left(self) -> Decimal:
        """Hours that are left, never less than none."""
        return max(ZERO, self.granted - self.used)

    @property
    def share(self) -> int:
        """Used of granted, in whole percent."""
        return share_of(self.used, self.granted)

    @property
    def filled(self) -> int:
        """How much of a bar is filled: the share, or all of it."""
        return min(WHOLE, self.share)


def share_of(used: Decimal, granted: Decimal) -> int:
    """Whole percent, rounded down; none of nothing."""
    return int(used * WHOLE / granted) if granted else 0


def hours_told(course: Course, programme: Programme, today: date) -> HoursTold:
    """The hours of a course as they count on a Danish day."""
    granted, used = standing(course, today, programme.hours)
    running = period_on(course, today)
    return HoursTold(
        granted=granted,
        used=used,
        beside=course.hours_beside,
        periods=tuple(
            PeriodHours(
                number=period.number,
                starts_on=period.starts_on,
                ends_on=period.ends_on,
                granted=period.hours,
                used=used_in(course, period),
                special=period.special,
                runs=period is running,
            )
            for period in course.periods
        ),
        weeks=weekly_hours(course, min(today, course.ended_on or today)),
        over=course.ended_on is not None,
    )
