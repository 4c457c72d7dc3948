"""What a person can do on a course now: by its phase, and by whose the command is."""

from __future__ import annotations

from casework.commands.acting import BY_THEMSELVES
from domain.course import Course
from domain.lifecycle import TABLE
from domain.values import Actor, Role
from domain.who import not_theirs

ACTING = frozenset({Role.COORDINATOR, Role.MENTOR, Role.MANAGER, Role.CASEWORKER, Role.JOB_CONSULTANT})
"""Who does anything on a course at all."""


def can_do(actor: Actor, course: Course) -> tuple[str, ...]:
    """The commands that may be tried now. What the course itself says to one is told when it is done."""
    if actor.role not in ACTING or course.file.erased_on:
        return ()
    return tuple(
        row.command
        for row in TABLE
        if course.phase in row.allowed_in and row.command not in BY_THEMSELVES and _hers(row.command, actor)
    )


def _hers(command: str, actor: Actor) -> bool:
    return next(iter(not_theirs(command, actor)), None) is None
