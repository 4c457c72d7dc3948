"""Whether goals moved from one follow-up to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from domain.course import Course
from domain.course_parts import GoalState
from domain.events import FollowUpRecorded
from domain.figures.lines import BACK, MOVED, STOOD, UNKNOWN, Kind, Line, month_of
from domain.history import Recorded


def lines(steps: Sequence[tuple[Course, Recorded]]) -> Iterator[Line]:
    """Each goal that a follow-up asked about, in the month it was held: reached or higher than the last time,
    the same, lower, or not to be compared (the first time, a relapse, no scale). Goals reached before and
    goals that were dropped are left out, and so is a follow-up entered after a later one.
    """
    for course, recorded in steps:
        if isinstance(recorded.event, FollowUpRecorded):
            yield from _of_follow_up(course, recorded.event)


def _of_follow_up(course: Course, event: FollowUpRecorded) -> Iterator[Line]:
    for level in event.levels:
        goal = course.goal(level.goal)
        if goal is not None and goal.is_open:
            code = MOVED if goal.id in event.reached else _compared(goal, level.level)
            yield _line(event.held_on, code)


def _compared(before: GoalState, level: int | None) -> str:
    if level is None or before.level is None:
        return UNKNOWN
    if level == before.level:
        return STOOD
    return MOVED if level > before.level else BACK


def _line(held_on: date, code: str) -> Line:
    return Line(month_of(held_on), Kind.GOAL, code, times=1)
