"""The focus areas of a period, and that they are assessed again when it ends (S3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import SetFocusAreas
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.plan_change import answered_by_doing
from domain.errors import Refused, refuse_all
from domain.events import Event, FocusAreasSet
from domain.timers import Timer, TimerKind
from domain.values import Role


def set_areas(course: Course, command: SetFocusAreas, ctx: Context) -> tuple[Event, ...]:
    """Set the focus areas of a period: the caseworker does, or a coordinator on her word (S3). They are
    assessed again when their own last day comes, not when that of those before them does.
    """
    refuse_all(_not_to_be_set(command, ctx))
    focus = FocusAreasSet(
        number=course.written.focus_areas + 1,
        from_on=command.from_on,
        to_on=command.to_on,
        areas=command.areas,
        set_by=command.set_by,
        timers=review(command.to_on, ctx),
        cleared=(TimerKind.FOCUS_REVIEW.value,),
    )
    return (focus, *answered_by_doing(course, "focus", ctx))


def review(last: date | None, ctx: Context) -> tuple[Timer, ...]:
    """The reminders to assess the focus areas again, by their last day; only rungs that lie ahead."""
    timer = ctx.ahead(ctx.timer(TimerKind.FOCUS_REVIEW, last)) if last else None
    return (timer,) if timer else ()


def _not_to_be_set(command: SetFocusAreas, ctx: Context) -> Iterator[Refused]:
    if ctx.actor.role is not Role.CASEWORKER and not command.set_by:
        yield Refused(
            "focus-by-caseworker", "Sagsbehandleren sætter fokusområderne. Skriv hendes navn [set_by]."
        )
    if command.to_on is not None and command.to_on < command.from_on:
        yield Refused("focus-order", "Perioden slutter, før den begynder. Ret datoerne.")
