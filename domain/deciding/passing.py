"""What the clock does to a course when time passes: each rung that is due fires, once, in order."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from domain.commands import PassTime
from domain.course import Course
from domain.deciding import (
    consent,
    extension_review,
    no_progress,
    pausing,
    phase_out,
    protection,
    support_end,
    undecided,
)
from domain.deciding.context import Context, Decision
from domain.events import Event, TimerFired
from domain.evolve import evolve
from domain.period_hours import standing
from domain.timers import Timer, TimerKind

_IN_ORDER = attrgetter("due_at", "kind", "subject")
"""What is due at the same instant fires in the order of its name."""


def pass_time(course: Course, _command: PassTime, ctx: Context) -> Decision:
    """Fire everything that is due, earliest first. Nothing due: no events."""
    events: list[Event] = []
    while timer := _next_due(course, ctx):
        event = _fire(course, timer, ctx)
        events.append(event)
        course = evolve(course, event)
    return Decision(tuple(events), course)


def _next_due(course: Course, ctx: Context) -> Timer | None:
    now = ctx.now
    due = [timer for timer in course.running_timers() if timer.due_at <= now]
    return min(due, key=_IN_ORDER, default=None)


def _fire(course: Course, timer: Timer, ctx: Context) -> Event:
    act = _ACTS.get(timer.kind)
    return act(course, timer, ctx) if act else _remind(course, timer, ctx)


def _remind(course: Course, timer: Timer, ctx: Context) -> TimerFired:
    rungs = ctx.programme.deadlines[timer.kind].rungs
    rung = rungs[min(timer.rung, len(rungs) - 1)]
    to = () if _missed(course, timer, ctx) else _reachable(course, rung.to)
    return _fired(timer, str(rung.notice), to, ctx)


def _missed(course: Course, timer: Timer, ctx: Context) -> bool:
    """Whether a rung meant for before an appointment fires after it: then nobody is told any more."""
    at = dict(course.appointments).get(timer.subject)
    return at is not None and timer.due_at < at <= ctx.now


def _fired(timer: Timer, notice: str, to: tuple[str, ...], ctx: Context) -> TimerFired:
    following = ctx.after_firing(timer)
    return TimerFired(
        kind=str(timer.kind),
        subject=timer.subject,
        rung=timer.rung,
        deadline_on=timer.deadline_on,
        notice=notice,
        to=to,
        firing=timer.firing,
        timers=(following,) if following else (),
        cleared=() if following else (timer.key,),
    )


def _reachable(course: Course, to: tuple[str, ...]) -> tuple[str, ...]:
    """Without a mentor yet her reminders go to the coordinator: no rung fires into the void."""
    if course.mentor:
        return to
    return tuple(dict.fromkeys("coordinator" if who == "mentor" else who for who in to))


def _open_review(course: Course, timer: Timer, ctx: Context) -> Event:
    if extension_review.may_open(course, ctx):
        return extension_review.review(course, "time", standing(course, ctx.today, ctx.programme.hours), ctx)
    return _fired(timer, "reminder", ("coordinator",), ctx)


def _phase_out(course: Course, _timer: Timer, _ctx: Context) -> Event:
    return phase_out.start(course, "time")


def _end(course: Course, _timer: Timer, ctx: Context) -> Event:
    return undecided.left_open(course, support_end.ended(course, course.periods[-1].ends_on, ctx), ctx)


_ACTS: dict[TimerKind, Callable[[Course, Timer, Context], Event]] = {
    TimerKind.PROGRESS_WINDOW: no_progress.open_matter,
    TimerKind.EXTENSION_REVIEW: _open_review,
    TimerKind.PHASE_OUT: _phase_out,
    TimerKind.GRANT_END: _end,
    TimerKind.CONSENT_END: consent.expire,
    TimerKind.PAUSE_START: pausing.begin,
    TimerKind.PROTECTION_END: protection.ask,
}
