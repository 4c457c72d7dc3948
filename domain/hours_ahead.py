"""How many mentor hours the granted hours that are left ask for, week by week."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from domain.calendar import ONE_DAY, REMEMBERED, Calendar
from domain.course import Course
from domain.course_parts import ZERO
from domain.events import Period
from domain.lifecycle import Phase
from domain.period_hours import used_in
from domain.programme import Unused

WEEK = timedelta(weeks=1)
WORKING_WEEK = 5
FINE = Decimal("0.0001")
"""Hours of one course are rounded to this, so that a sum does not depend on its order."""
AT_REST = frozenset({Phase.PAUSED, Phase.CLOSING})
"""A paused course asks for no hours until it goes on, and one that is closing for none at all."""


def hours_ahead(
    course: Course, mondays: Sequence[date], today: date, calendar: Calendar, unused: Unused
) -> list[Decimal]:
    """Hours (Decimal) the course needs in each of the weeks that begin on `mondays`, from `today` on.

    What is left of a period is spread evenly over its working days ahead; where its grant names hours per
    week, a working day takes a fifth of them, as long as there are hours left. Nothing after the last
    granted day: no silent continuation (outside: LAB chapter 26). `unused` says what the programme does with
    the hours that are left when a period ends.
    """
    needed = [ZERO] * len(mondays)
    if course.phase in AT_REST or not course.is_open:
        return needed
    left_in = _lapsing if unused == "lapse" else _left
    for period, left in left_in(course, today):
        for number, hours in enumerate(_spread(period, left, mondays, today, calendar)):
            needed[number] += hours
    return needed


def _lapsing(course: Course, today: date) -> Iterator[tuple[Period, Decimal]]:
    """The periods that are not over, and what is left of each one's own hours."""
    for period in course.periods:
        if period.ends_on >= today:
            yield period, max(ZERO, period.hours - used_in(course, period))


def _left(course: Course, today: date) -> Iterator[tuple[Period, Decimal]]:
    """The periods that are not over, and the hours left in each: what is used counts on the first."""
    ahead = [period for period in course.periods if period.ends_on >= today]
    left = max(ZERO, course.hours_granted - course.hours_used)
    for number, period in enumerate(ahead):
        later = sum((other.hours for other in ahead[number + 1 :]), ZERO)
        own = min(left, max(ZERO, left - later)) if number == 0 else min(left, period.hours)
        yield period, own
        left -= own


def _spread(
    period: Period, left: Decimal, mondays: Sequence[date], today: date, calendar: Calendar
) -> Iterator[Decimal]:
    starts_on = max(today, period.starts_on)
    days = _working_days(calendar, starts_on, period.ends_on)
    weekly = period.hours_per_week
    a_day = left / days if weekly is None and days else (weekly or ZERO) / WORKING_WEEK
    for monday in mondays:
        first, last = max(starts_on, monday), min(period.ends_on, monday + WEEK - ONE_DAY)
        hours = min(left, a_day * _working_days(calendar, first, last)).quantize(FINE)
        left = max(ZERO, left - hours)
        yield hours


@lru_cache(REMEMBERED)
def _working_days(calendar: Calendar, first: date, last: date) -> int:
    """Working days from `first` to `last`, both included; 0 when last is before first."""
    return calendar.working_days_between(first - ONE_DAY, last)
