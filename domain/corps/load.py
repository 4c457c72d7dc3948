"""What a mentor carries: courses, hours a week, hours used lately, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from domain.course import Course
from domain.course_parts import ZERO
from domain.events import Period
from domain.ladders import SILENT

LATELY = timedelta(weeks=4)
CENT = Decimal("0.01")
DAYS_A_WEEK = 7
REMEMBERED, BURDENS = 4096, 512
"""Grants spread over a week, and mentors on a day, that are remembered."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What an open course weighs for its mentor, whatever the day: its periods, the Danish day of its nearest
    deadline that somebody must keep (None: there is none), and the hours on which the citizen came.
    """

    periods: tuple[Period, ...]
    nearest_on: date | None
    came: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Burden:
    """What one mentor's open courses weigh together; whoever has one again has the very same object."""

    weights: tuple[Weight, ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """A mentor's open courses on one day. `hours_per_week` is granted, `used_lately` within four weeks;
    on `due` of the courses something falls due today, on `overdue` something was due before.
    """

    courses: int = 0
    hours_per_week: Decimal = ZERO
    used_lately: Decimal = ZERO
    overdue: int = 0
    due: int = 0


def weight_of(course: Course) -> Weight:
    """What the course weighs. A paused one keeps its hours, since it can go on any day."""
    kept = (timer.deadline_on for timer in course.running_timers() if timer.kind not in SILENT)
    came = ((item.on, item.hours) for item in course.log.worked if item.attendance == "present")
    return Weight(course.periods, min(kept, default=None), tuple(came))


def weekly_hours(periods: Sequence[Period], day: date) -> Decimal:
    """Hours a week that a course's periods give on `day`: the running period's, or the next one's.

    None are reserved after the last period.
    """
    ahead = next((period for period in periods if period.ends_on >= day), None)
    return _a_week(ahead) if ahead else ZERO


def load_of(weights: Iterable[Weight], day: date) -> Load:
    """What open courses are together on `day` (Danish)."""
    carried = list(weights)
    nearest = [weight.nearest_on for weight in carried if weight.nearest_on]
    return Load(
        courses=len(carried),
        hours_per_week=sum((weekly_hours(weight.periods, day) for weight in carried), ZERO),
        used_lately=sum((_used_lately(weight, day) for weight in carried), ZERO),
        overdue=sum(on < day for on in nearest),
        due=nearest.count(day),
    )


@lru_cache(BURDENS)
def load_on(burden: Burden, day: date) -> Load:
    """What a mentor carries on `day` (Danish), worked out once for the same burden."""
    return load_of(burden.weights, day)


def _a_week(period: Period) -> Decimal:
    return _spread(period.hours, (period.ends_on - period.starts_on).days + 1)


@lru_cache(REMEMBERED)
def _spread(hours: Decimal, days: int) -> Decimal:
    """Hours of so many days, for one week: grants are much alike, and a board adds up thousands of them."""
    return (hours * DAYS_A_WEEK / days).quantize(CENT)


def _used_lately(weight: Weight, day: date) -> Decimal:
    return sum((hours for on, hours in weight.came if day - LATELY < on <= day), ZERO)
