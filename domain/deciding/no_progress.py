"""No progress for a period (S3): a matter for the caseworker, and only she may end the effort."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from domain.commands import EndEffort
from domain.course import Course
from domain.deciding import support_end
from domain.deciding.context import Context
from domain.deciding.matter import opened
from domain.errors import Refused
from domain.events import EffortEnded, Event, MatterOpened
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind

WINDOW = TimerKind.PROGRESS_WINDOW
NO_PROGRESS = MatterKind.NO_PROGRESS


def open_matter(course: Course, timer: Timer, ctx: Context) -> MatterOpened:
    """Nothing has moved within the programme's window (local: 8 weeks): somebody must look at the effort."""
    return replace(opened(course, NO_PROGRESS, ctx), cleared=(timer.key,))


def moved_on(course: Course, on: date, ctx: Context) -> tuple[Timer, ...]:
    """The window, counted anew from the day something moved; none while somebody looks at the effort, none in
    phase-out, and none before agreement and goals are in place.
    """
    counts = course.support_phase is Phase.ACTIVE and course.working_phase is not Phase.PHASING_OUT
    return ctx.next_time(course, WINDOW, on) if counts and not course.open_matters(NO_PROGRESS) else ()


def goes_on(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """The window of a course that comes back from phase-out, counted from today."""
    back = course.working_phase is Phase.PHASING_OUT and course.support_phase is Phase.ACTIVE
    open_goals = any(goal.is_open for goal in course.goals)
    looked_at = bool(course.open_matters(NO_PROGRESS))
    return (ctx.timer(WINDOW, ctx.today),) if back and open_goals and not looked_at else ()


def begun_anew(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """The window of a course that gets something to work on again; none where one is running."""
    return moved_on(course, ctx.today, ctx) if course.timer(WINDOW) is None else ()


def over(course: Course) -> tuple[str, ...]:
    """What is cleared when there is nothing left to make progress with."""
    return (WINDOW.value,) if course.timer(WINDOW) else ()


def end_effort(course: Course, command: EndEffort, ctx: Context) -> tuple[Event, ...]:
    """End the effort, because the mentor's role does not support it any more: the caseworker alone (S3).

    The support stops today and the closing report is due. The granted periods stay as they were granted.
    """
    matter = course.matter(command.matter)
    if matter is None or matter.kind is not NO_PROGRESS or matter.status == "closed":
        raise Refused(
            "no-progress-first", "Indsatsen kan kun afsluttes i et åbent punkt om manglende fremgang."
        )
    ended = EffortEnded(
        matter=command.matter,
        decider=ctx.actor.id,
        decided_on=ctx.today,
        document_sha256=command.document_sha256,
        reason=command.reason,
        cleared=(f"{NO_PROGRESS}:{command.matter}",),
    )
    return (ended, support_end.ended(course, ctx.today, ctx))
