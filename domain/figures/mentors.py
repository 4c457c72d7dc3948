"""Which mentor carried the course from when to when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from domain.calendar import local_day
from domain.course import Course
from domain.events import MentorMatched, MentorReassigned
from domain.figures.lines import Kind, Line, month_of
from domain.history import Recorded


def lines(history: Sequence[Recorded], course: Course, ended_on: date | None) -> Iterator[Line]:
    """+1 in the month a mentor got the course and -1 in the month she gave it up or it ended: summed up to
    a month's end they are the courses she carried then.
    """
    for recorded in history:
        event = recorded.event
        if isinstance(event, MentorMatched | MentorReassigned):
            month = month_of(local_day(recorded.at))
            yield Line(month, Kind.MENTOR, mentor=event.mentor, times=1)
            if isinstance(event, MentorReassigned):
                yield Line(month, Kind.MENTOR, mentor=event.previous, times=-1)
    if ended_on and course.mentor:
        yield Line(month_of(ended_on), Kind.MENTOR, mentor=course.mentor, times=-1)
