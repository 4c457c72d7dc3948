"""Which granted hours an entry draws on, and how much of them is used (Decimal)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from domain.course import Course
from domain.course_parts import ZERO
from domain.events import Period
from domain.programme import HourRules


class Hours(NamedTuple):
    """Hours granted, and what is used of them."""

    granted: Decimal
    used: Decimal


class Count(Struct, frozen=True):
    """The hours an entry draws on, what is used of them before and after it, and whether no grant follows
    them yet.
    """

    granted: Decimal
    before: Decimal
    after: Decimal
    is_last: bool


def period_on(course: Course, day: date) -> Period | None:
    """The granted period that a Danish day lies in."""
    return next((one for one in course.periods if one.starts_on <= day <= one.ends_on), None)


def used_in(course: Course, period: Period, without: int | None = None) -> Decimal:
    """The hours that were used of a period, without those of the entry with that number."""
    entries = (one for one in course.log.worked if period.starts_on <= one.on <= period.ends_on)
    return sum((one.drawn for one in entries if one.entry != without), ZERO)


def standing(course: Course, today: date, rules: HourRules) -> Hours:
    """The hours granted and used that count on a Danish day: those of the period that runs, or of the last
    one; of all periods together where unused hours carry over.
    """
    period = period_on(course, today) or course.period
    if period is None or rules.unused == "carry_over":
        return Hours(course.hours_granted, course.hours_used)
    return Hours(period.hours, used_in(course, period))


def counted(course: Course, day: date, hours: Decimal, corrects: int | None, rules: HourRules) -> Count:
    """The count of an entry on a Danish day: its own period's, since a new period is a new grant (outside);
    all periods together where the programme lets unused hours carry over. A day without a grant is refused
    elsewhere, and counts on all.
    """
    period = period_on(course, day)
    if period is None or rules.unused == "carry_over":
        corrected = sum((one.drawn for one in course.log.worked if one.entry == corrects), ZERO)
        used = course.hours_used
        return Count(course.hours_granted, used, used + hours - corrected, is_last=True)
    after = used_in(course, period, corrects) + hours
    return Count(period.hours, used_in(course, period), after, is_last=period is course.periods[-1])
