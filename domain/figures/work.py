"""Hours granted and used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from domain.course import Course
from domain.figures.lines import CENT, Kind, Line, month_of
from domain.history import Recorded
from domain.reconciling import standing


def lines(history: Sequence[Recorded], course: Course, ended_on: date | None) -> Iterator[Line]:
    """Hours used in the month of the meeting, by mentor (corrected entries and hours beside the grant left
    out); hours granted in the month their period begins; and both over the whole course when it ended.
    """
    for entry in standing(history):
        if not entry.beside_grant:
            hours = _hundredths(entry.hours)
            yield Line(month_of(entry.held_on), Kind.USED, mentor=entry.mentor, amount=hours)
    for period in course.periods:
        month = month_of(period.starts_on)
        yield Line(month, Kind.GRANTED, times=1, amount=_hundredths(period.hours))
    if ended_on and course.periods:
        yield Line(month_of(ended_on), Kind.ENDED_GRANTED, amount=_hundredths(course.hours_granted))
        yield Line(month_of(ended_on), Kind.ENDED_USED, amount=_hundredths(course.hours_used))


def _hundredths(hours: Decimal) -> int:
    return int(hours * CENT)
