"""What a mentor carries: courses, hours a week, hours used lately, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from domain.course import Course
from domain.course_parts import ZERO
from domain.events import Period
from domain.ladders import SILENT

LATELY = timedelta(weeks=4)
CENT = Decimal("0.01")
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Load:
    """A mentor's open courses on one day. `hours_per_week` is granted, `used_lately` within four weeks."""

    courses: int = 0
    hours_per_week: Decimal = ZERO
    used_lately: Decimal = ZERO
    overdue: int = 0


def weekly_hours(course: Course, day: date) -> Decimal:
    """Hours a week that the course's grant gives on `day`: the running period's, or the next one's.

    None are reserved after the last period. A paused course keeps its hours, since it can go on any day.
    """
    ahead = [period for period in course.periods if period.ends_on >= day]
    return _a_week(ahead[0]) if ahead else ZERO


def load_of(courses: Iterable[Course], day: date) -> Load:
    """What these courses are together on `day` (Danish). Closed ones weigh nothing."""
    carried = [course for course in courses if course.is_open]
    return Load(
        courses=len(carried),
        hours_per_week=sum((weekly_hours(course, day) for course in carried), ZERO),
        used_lately=sum((_used_lately(course, day) for course in carried), ZERO),
        overdue=sum(is_overdue(course, day) for course in carried),
    )


def is_overdue(course: Course, day: date) -> bool:
    """Whether something on the course should have been done before `day`."""
    return any(timer.deadline_on < day for timer in course.running_timers() if timer.kind not in SILENT)


def _a_week(period: Period) -> Decimal:
    days = (period.ends_on - period.starts_on).days + 1
    return (period.hours * DAYS_A_WEEK / days).quantize(CENT)


def _used_lately(course: Course, day: date) -> Decimal:
    recent = (item for item in course.log.worked if day - LATELY < item.on <= day)
    return sum((item.hours for item in recent if item.attendance == "present"), ZERO)
