"""Hours used against the hours the grant gives a week, week by week, and in total (S1: need varies)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.course import Course
from domain.course_parts import ZERO

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekOfHours:
    """One week from its Monday (Danish days). `granted` is what the grant gives that week; 0 where it does
    not say. `total_used` and `total_granted` are up to and with the week.
    """

    monday: date
    granted: Decimal
    used: Decimal
    total_used: Decimal
    total_granted: Decimal

    @property
    def over(self) -> Decimal:
        """How many hours more than the week's were used, where the grant says how many there are."""
        return max(self.used - self.granted, ZERO) if self.granted else ZERO


def weekly_hours(course: Course, until: date) -> tuple[WeekOfHours, ...]:
    """Every week from the first granted day up to `until`, or the last granted day if that comes first."""
    if not course.periods:
        return ()
    used: dict[date, Decimal] = {}
    for item in course.log.worked:
        if item.attendance == "present":
            used[_monday(item.on)] = used.get(_monday(item.on), ZERO) + item.drawn
    monday, weeks, total = _monday(course.periods[0].starts_on), [], ZERO
    while monday <= min(until, course.periods[-1].ends_on):
        total += used.get(monday, ZERO)
        granted = sum((p.hours for p in course.periods if p.starts_on < monday + WEEK), ZERO)
        weeks.append(WeekOfHours(monday, _granted(course, monday), used.get(monday, ZERO), total, granted))
        monday += WEEK
    return tuple(weeks)


def _granted(course: Course, monday: date) -> Decimal:
    """The hours a week of the last period that has days in the week."""
    touching = [p for p in course.periods if p.starts_on < monday + WEEK and p.ends_on >= monday]
    return (touching[-1].hours_per_week if touching else None) or ZERO


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
