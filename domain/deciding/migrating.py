"""A course moves to another version of its programme: open deadlines are counted again, grants stay."""

from __future__ import annotations

from domain.commands import MigrateProgramme, OpenExtensionReview
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import Event, Move, ProgrammeMigrated
from domain.lifecycle import allowed
from domain.programme import Programme
from domain.reprojection import reproject
from domain.timers import Timer, TimerKind


def migrate(course: Course, command: MigrateProgramme, ctx: Context) -> tuple[Event, ...]:
    """Follow the version of `ctx.programme`, which takes over from `ctx.was`.

    Deadlines that are still open lie where the new version puts them; none fires a rung twice. The grant's
    end and the granted periods never move (outside: LAB chapter 26). Raises Refused for the version the
    course has already.
    """
    if command.to_version == course.programme_version:
        raise Refused("same-version", "Forløbet følger allerede den version. Vælg en anden.")
    was = ctx.was or ctx.programme
    moved = reproject(course, ctx.programme, ctx.calendar, ctx.now, was=was)
    gone = _no_review(course, ctx.programme)
    kept = [one for one in moved if one.after.key not in gone]
    migrated = ProgrammeMigrated(
        from_version=course.programme_version,
        to_version=command.to_version,
        cause=command.cause,
        moved=tuple(Move(one.after.key, one.before.deadline_on, one.after.deadline_on) for one in kept),
        timers=(*(one.after for one in kept), *_new_review(course, was, ctx)),
        cleared=gone,
    )
    return (migrated,)


def _no_review(course: Course, programme: Programme) -> tuple[str, ...]:
    """A shorter grant ladder: where no step is left, no review opens by itself any more."""
    timer = course.timer(TimerKind.EXTENSION_REVIEW)
    return (timer.key,) if timer and not _left(course, programme) else ()


def _new_review(course: Course, was: Programme, ctx: Context) -> tuple[Timer, ...]:
    """A longer grant ladder: the course that had used all its steps is to be reviewed after all."""
    if _left(course, was) or not _left(course, ctx.programme) or not course.periods:
        return ()
    if course.open_matters("extension") or not allowed(OpenExtensionReview.__name__, course.phase):
        return ()
    return (ctx.timer(TimerKind.EXTENSION_REVIEW, course.periods[-1].ends_on),)


def _left(course: Course, programme: Programme) -> bool:
    return len(course.periods) < len(programme.grants.steps)
