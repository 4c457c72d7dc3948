"""Whether the periodic follow-ups were held by the day they were due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from domain.course import Course
from domain.events import FollowUpRecorded
from domain.figures.lines import LATE, MISSED, ON_TIME, Kind, Line, month_of
from domain.history import Recorded
from domain.timers import TimerKind


def lines(steps: Sequence[tuple[Course, Recorded]], now: Course, last_on: date) -> Iterator[Line]:
    """Each follow-up in the month it was due, by the day it was held, not by when it was entered. The one
    that is overdue by the course's last day with an event is missed; a deadline moved by a pause is where
    it was moved to. One that was held without any being due is not counted.
    """
    for course, recorded in steps:
        due = course.timer(TimerKind.FOLLOW_UP)
        if isinstance(recorded.event, FollowUpRecorded) and due and _meets(course, recorded.event):
            kept = recorded.event.held_on <= due.deadline_on
            yield _line(due.deadline_on, ON_TIME if kept else LATE)
    due = now.timer(TimerKind.FOLLOW_UP)
    if due and due in now.running_timers() and due.deadline_on < last_on:
        yield _line(due.deadline_on, MISSED)


def _meets(course: Course, event: FollowUpRecorded) -> bool:
    """One that was held before the last one, and entered after it, meets no deadline of today."""
    last = course.progress.followed_up_on
    return last is None or event.held_on > last


def _line(due_on: date, code: str) -> Line:
    return Line(month_of(due_on), Kind.FOLLOW_UP, code, times=1)
