"""Deadlines that move because the working days have changed."""

from __future__ import annotations

from domain.commands import ReprojectDeadlines
from domain.course import Course
from domain.deciding.context import Context
from domain.events import DeadlinesMoved, Event, Move
from domain.reprojection import reproject


def move_deadlines(course: Course, _command: ReprojectDeadlines, ctx: Context) -> tuple[Event, ...]:
    """Record every deadline that lies elsewhere now (local). Nothing moves: no event."""
    moved = reproject(course, ctx.programme, ctx.calendar, ctx.now)
    if not moved:
        return ()
    moves = tuple(Move(one.after.key, one.before.deadline_on, one.after.deadline_on) for one in moved)
    return (DeadlinesMoved(moved=moves, timers=tuple(one.after for one in moved)),)
