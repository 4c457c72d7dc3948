"""Working days and office hours in Denmark, and deadlines that can say why they are what they are.

Instants are UTC; days and office hours are Europe/Copenhagen. Which days are holidays is handed in.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
WEEKDAYS = 5
REMEMBERED = 16_384
"""Answers that are kept: in a round most courses ask for the same few days and instants."""


def local(instant: datetime) -> datetime:
    """The instant as people in Denmark read it on the clock."""
    return instant.astimezone(COPENHAGEN)


def local_day(instant: datetime) -> date:
    """The Danish calendar day an instant falls on."""
    return instant.astimezone(COPENHAGEN).date()


def instant_at(day: date, clock: time) -> datetime:
    """The UTC instant at which Danish clocks show `clock` on `day` (the first one when DST repeats it)."""
    return datetime.combine(day, clock, COPENHAGEN).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the 1st of the following month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return months_after(date(day.year, day.month, 1), months + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The days an office is closed, by date with the day's Danish name, and its opening hours.

    Each calendar is itself only (`eq=False`), so that what has been counted on it can be remembered.
    """

    closed: Mapping[date, str] = field(default_factory=dict)
    opens: time = time(8)
    closes: time = time(16)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and not a day the calendar says is closed."""
        return day.weekday() < SATURDAY and day not in self.closed

    def next_working_day(self, day: date) -> date:
        """`day` itself if it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The working day `count` working days after `day` (before it if negative).

        Zero gives the day itself, moved forward to a working day: what is due "the same day" on a Sunday
        is due on Monday.
        """
        return _counted(self, day, count)

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and with `end` (0 if end is not later)."""
        days = (end - start).days
        return sum(self.is_working_day(start + ONE_DAY * n) for n in range(1, days + 1))

    def within_office_hours(self, instant: datetime) -> datetime:
        """The instant itself if the office is open then, otherwise when it next opens (UTC)."""
        return _opened(self, instant)

    def clip(self, clock: time) -> time:
        """A time of day moved into the opening hours."""
        return min(max(clock, self.opens), self.closes)

    def closed_between(self, start: date, end: date) -> tuple[tuple[date, str], ...]:
        """The closed weekdays between the two days, with their names, in order: the first day is not
        counted, the last one is. `end` may lie before `start`; then the later day is the one left out.
        """
        if end < start:
            start, end = end - ONE_DAY, start - ONE_DAY
        days = _closed_weekdays(self)
        return tuple(
            (day, self.closed[day]) for day in days[bisect_right(days, start) : bisect_right(days, end)]
        )


@lru_cache(REMEMBERED)
def _counted(calendar: Calendar, day: date, count: int) -> date:
    if count == 0:
        return calendar.next_working_day(day)
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left > WEEKDAYS:  # whole weeks at once; the last days are walked, so that it ends on a working one
        there = day + (left - 1) // WEEKDAYS * 7 * step
        left -= (left - 1) // WEEKDAYS * WEEKDAYS - _closed_on_the_way(calendar, day, there)
        day = there
    while left:
        day += step
        left -= calendar.is_working_day(day)
    return day


def _closed_on_the_way(calendar: Calendar, day: date, there: date) -> int:
    """The closed weekdays between two days; the one that is set out from is not counted."""
    closed, side = _closed_weekdays(calendar), bisect_right if day < there else bisect_left
    return abs(side(closed, there) - side(closed, day))


@lru_cache(REMEMBERED)
def _closed_weekdays(calendar: Calendar) -> tuple[date, ...]:
    return tuple(sorted(day for day in calendar.closed if day.weekday() < SATURDAY))


@lru_cache(REMEMBERED)
def _opened(calendar: Calendar, instant: datetime) -> datetime:
    at = local(instant)
    if calendar.is_working_day(at.date()) and calendar.opens <= at.time() < calendar.closes:
        return instant
    day = at.date() if at.time() < calendar.opens else at.date() + ONE_DAY
    return instant_at(calendar.next_working_day(day), calendar.opens)
