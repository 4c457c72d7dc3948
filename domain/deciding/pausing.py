"""Pauses: now or planned, prolonged or shortened. Internal deadlines rest; the grant's end never moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import ChangePause, DropPlannedPause, Pause, Resume
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.plan_change import answered_by_doing
from domain.errors import Refused, refuse_all
from domain.events import CoursePaused, CourseResumed, Event, PauseChanged, PausePlanned, PlannedPauseDropped
from domain.lifecycle import Phase
from domain.timers import SHIFTED, Rest, Timer, TimerKind, Unit, Why, rest_days, shifted


def pause(course: Course, command: Pause, ctx: Context) -> tuple[Event, ...]:
    """Let the support rest, now or from a day to come. With an end date the coordinator is reminded then;
    without one she is asked at intervals, so that no pause is forgotten (local).
    """
    refuse_all((*_over_already(command.until, ctx), *_not_plannable(command, ctx)))
    if command.from_on is not None and command.from_on != ctx.today:
        return (_planned(command, command.from_on, ctx), *answered_by_doing(course, "pause", ctx))
    paused = CoursePaused(
        paused_on=ctx.today,
        until=command.until,
        cause=command.cause,
        reason=command.reason,
        to_phase=Phase.PAUSED,
        timers=_resume_timer(command.until, ctx),
    )
    return (paused, *answered_by_doing(course, "pause", ctx))


def _resume_timer(until: date | None, ctx: Context) -> tuple[Timer, ...]:
    """Only rungs that lie ahead: one that reminded of an earlier pause to the same day is not repeated."""
    every = Why(ctx.today, ctx.programme.deadlines[TimerKind.RESUME].interval, Unit.WORKING_DAYS)
    kind = TimerKind.RESUME
    timer = ctx.ahead(ctx.timer(kind, until) if until else ctx.counted(kind, every))
    return (timer,) if timer else ()


def resume(course: Course, _command: Resume, ctx: Context) -> tuple[Event, ...]:
    """Go on; every internal deadline keeps the working days it had left, the grant's end stays (outside)."""
    rest = Rest(course.pause.began_on or ctx.today, ctx.today)
    took = rest_days(rest, ctx.calendar)
    held = [timer for timer in course.timers if timer.kind in SHIFTED] if took else []
    resumed = CourseResumed(
        resumed_on=ctx.today,
        to_phase=course.pause.phase_before,
        timers=tuple(shifted(timer, rest, ctx.calendar) for timer in held),
        cleared=(TimerKind.RESUME.value,),
    )
    return (resumed,)


def change(_course: Course, command: ChangePause, ctx: Context) -> tuple[Event, ...]:
    """Prolong or shorten the pause that runs. Deadlines still rest until the support goes on."""
    refuse_all(_over_already(command.until, ctx))
    return (_changed(command.until, command.reason, ctx),)


def drop(course: Course, _command: DropPlannedPause, _ctx: Context) -> tuple[Event, ...]:
    """The pause that was planned does not come."""
    if course.timer(TimerKind.PAUSE_START) is None:
        raise Refused("no-planned-pause", "Der er ikke planlagt en pause på forløbet.")
    return (PlannedPauseDropped(cleared=(TimerKind.PAUSE_START.value,)),)


def begin(course: Course, timer: Timer, ctx: Context) -> Event:
    """The first day of a planned pause has come. A pause that runs already only gets the planned end."""
    until = course.pause.until if course.pause.until and course.pause.until > ctx.today else None
    if course.phase is Phase.PAUSED:
        return _changed(until, "", ctx, timer.key)
    return CoursePaused(
        paused_on=timer.why.base_on,
        until=until,
        to_phase=Phase.PAUSED,
        timers=_resume_timer(until, ctx),
        cleared=(timer.key,),
    )


def _planned(command: Pause, from_on: date, ctx: Context) -> PausePlanned:
    return PausePlanned(
        from_on=from_on,
        until=command.until,
        cause=command.cause,
        reason=command.reason,
        timers=(ctx.counted(TimerKind.PAUSE_START, Why(from_on, 0, Unit.DAYS)),),
    )


def _not_plannable(command: Pause, ctx: Context) -> Iterator[Refused]:
    if command.from_on is None:
        return
    if command.from_on < ctx.today:
        yield Refused("pause-from", "Pausens første dag er passeret. Vælg i dag eller en senere dag.")
    if command.until is not None and command.until < command.from_on:
        yield Refused("pause-order", "Pausen slutter, før den begynder. Ret datoerne.")


def _changed(until: date | None, reason: str, ctx: Context, *cleared: str) -> PauseChanged:
    timers = _resume_timer(until, ctx)
    gone = () if timers else (TimerKind.RESUME.value,)
    return PauseChanged(until=until, reason=reason, timers=timers, cleared=(*cleared, *gone))


def _over_already(until: date | None, ctx: Context) -> Iterator[Refused]:
    if until is not None and until <= ctx.today:
        yield Refused(
            "pause-until", "Pausens sidste dag er passeret. Vælg en dag, der ligger senere end i dag."
        )
