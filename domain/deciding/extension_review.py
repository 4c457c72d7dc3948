"""The review of an extension: opened by time, by hours or on request, with the days it sets (S1, local)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec.structs import replace

from domain.commands import OpenExtensionReview
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.matter import next_matter
from domain.deciding.new_period import ladder_used, steps_left
from domain.errors import Refused, refuse_all
from domain.events import Event, ExtensionReviewOpened
from domain.lifecycle import allowed
from domain.matters import MatterKind
from domain.period_hours import Hours, standing
from domain.timers import Timer, TimerKind, Unit, Why


def open_review(course: Course, _command: OpenExtensionReview, ctx: Context) -> tuple[Event, ...]:
    """Open the question of a new period on request."""
    refuse_all(_not_to_be_opened(course, ctx))
    return (review(course, "request", standing(course, ctx.today, ctx.programme.hours), ctx),)


def _not_to_be_opened(course: Course, ctx: Context) -> Iterator[Refused]:
    if course.open_matters("extension"):
        yield Refused("review-open", "Forlængelse er allerede under vurdering.")
    yield from ladder_used(course, ctx)


def may_open(course: Course, ctx: Context) -> bool:
    """Whether a review may open: a grant is running, none is open, and a step of the ladder is left."""
    granted = allowed(OpenExtensionReview.__name__, course.phase)
    return granted and not course.open_matters("extension") and steps_left(course, ctx)


def review(
    course: Course, cause: Literal["time", "hours", "request"], hours: Hours, ctx: Context
) -> ExtensionReviewOpened:
    """The review's event, with its ladder position, the hours that count, and the day to decide by."""
    matter = next_matter(course, MatterKind.EXTENSION)
    ends_on = course.periods[-1].ends_on
    timer = _decision_timer(cause, ends_on, matter, ctx)
    steps = ctx.programme.grants.steps
    return ExtensionReviewOpened(
        matter=matter,
        cause=cause,
        opened_at=ctx.now,
        grant_ends_on=ends_on,
        decide_by=timer.deadline_on,
        step=len(course.periods) + 1,
        steps=len(steps),
        special=steps[len(course.periods)].special,
        hours_granted=hours.granted,
        hours_used=hours.used,
        timers=(timer, *_owed(matter, timer, ctx), *_phase_out_waits(course, timer, ctx)),
        cleared=(TimerKind.EXTENSION_REVIEW.value, *_answered(course)),
    )


def _answered(course: Course) -> tuple[str, ...]:
    """The ladders that a review puts an end to: it looks at the hours that are left."""
    return tuple(f"{TimerKind.HOURS_USED}:{matter.id}" for matter in course.open_matters("hours_used"))


def _owed(matter: str, decision: Timer, ctx: Context) -> tuple[Timer, ...]:
    """Mentor and coordinator owe the jobcentre a proposal before it must have decided (local)."""
    timer = ctx.timer(TimerKind.EXTENSION_PROPOSAL, ctx.today, matter)
    return (timer,) if timer.deadline_on < decision.deadline_on else ()


def _decision_timer(cause: str, ends_on: date, matter: str, ctx: Context) -> Timer:
    """Decide some weeks before the end; when the hours are the cause or somebody asks, sooner than that."""
    timer = ctx.timer(TimerKind.EXTENSION_DECISION, ends_on, matter)
    within = Why(ctx.today, ctx.programme.grants.decide_within, Unit.WORKING_DAYS)
    soon = ctx.counted(TimerKind.EXTENSION_DECISION, within, matter)
    return timer if cause == "time" else min(timer, soon, key=lambda each: each.deadline_on)


def _phase_out_waits(course: Course, decision: Timer, ctx: Context) -> tuple[Timer, ...]:
    """While a new period may still come, phase-out waits for the day it must be decided, but no longer."""
    timer = course.timer(TimerKind.PHASE_OUT)
    if timer is None or timer.deadline_on >= decision.deadline_on:
        return ()
    moved = replace(timer, deadline_on=decision.deadline_on, why=decision.why)
    return (ctx.at_rung(moved, 0),)
