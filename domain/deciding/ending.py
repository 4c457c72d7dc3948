"""Phase-out, closing, pause, resumption and cancellation."""

from __future__ import annotations

from domain.commands import Cancel, Pause, RecordClosing, Resume, StartPhaseOut
from domain.course import Course
from domain.deciding import phase_out
from domain.deciding.citizens_word import must_be_answered
from domain.deciding.context import Context
from domain.deciding.eligibility import RIGHTS
from domain.deciding.tasks import became_placement_only
from domain.errors import Refused
from domain.events import CourseCancelled, CourseClosed, CoursePaused, CourseResumed, Event
from domain.lifecycle import Phase
from domain.timers import SHIFTED, Rest, Timer, TimerKind, Unit, Why, rest_days, shifted


def start_phase_out(course: Course, command: StartPhaseOut, _ctx: Context) -> tuple[Event, ...]:
    """Begin to phase out by agreement, before the clock does (S1)."""
    return (phase_out.start(course, "agreed", command.plan),)


def close(course: Course, command: RecordClosing, ctx: Context) -> tuple[Event, ...]:
    """Close with the mandatory review (S0). A course that became placement follow-up alone is recorded
    as a finding, never blocked (S0).
    """
    known = {goal.id for goal in course.goals if not goal.dropped}
    judged = [result.goal for result in command.results]
    if set(judged) != known or len(judged) != len(known):
        raise Refused(
            "goal-results", "Afslutningen skal have netop ét resultat for hvert mål, der ikke er opgivet."
        )
    if course.open_matters("deviation"):
        raise Refused(
            "deviation-open", "Der er en fravigelse uden kvittering. Få den afklaret før afslutningen."
        )
    must_be_answered(course)
    closed = CourseClosed(
        closed_on=ctx.today,
        reason=command.reason,
        outcome=command.outcome,
        finding_placement_only=_placement_only(course, command, ctx),
        stated_placement_only=command.only_placement_follow_up,
        results=command.results,
        review=command.review,
        manages_alone=command.manages_alone,
        handover=command.handover,
        unresolved=command.unresolved,
        citizen_evaluation=command.citizen_evaluation,
        to_phase=Phase.CLOSED,
    )
    return (closed,)


def _placement_only(course: Course, command: RecordClosing, ctx: Context) -> bool:
    """What the log says where it says it and the programme asks; otherwise the person's word."""
    logged = None if ctx.programme.eligibility.placement_alone else became_placement_only(course)
    return command.only_placement_follow_up if logged is None else logged


def pause(_course: Course, command: Pause, ctx: Context) -> tuple[Event, ...]:
    """Let the support rest. With an end date the coordinator is reminded then; without one she is asked
    at intervals, so that no pause is forgotten (local).
    """
    if command.until is not None and command.until <= ctx.today:
        raise Refused(
            "pause-until", "Pausens sidste dag er passeret. Vælg en dag, der ligger senere end i dag."
        )
    paused = CoursePaused(
        paused_on=ctx.today,
        until=command.until,
        cause=command.cause,
        reason=command.reason,
        to_phase=Phase.PAUSED,
        timers=_resume_timer(command, ctx),
    )
    return (paused,)


def _resume_timer(command: Pause, ctx: Context) -> tuple[Timer, ...]:
    """Only rungs that lie ahead: one that reminded of an earlier pause to the same day is not repeated."""
    every = Why(ctx.today, ctx.programme.deadlines[TimerKind.RESUME].interval, Unit.WORKING_DAYS)
    kind = TimerKind.RESUME
    timer = ctx.ahead(ctx.timer(kind, command.until) if command.until else ctx.counted(kind, every))
    return (timer,) if timer else ()


def resume(course: Course, _command: Resume, ctx: Context) -> tuple[Event, ...]:
    """Go on; every internal deadline keeps the working days it had left, the grant's end stays (outside)."""
    rest = Rest(course.paused_on or ctx.today, ctx.today)
    took = rest_days(rest, ctx.calendar)
    held = [timer for timer in course.timers if timer.kind in SHIFTED] if took else []
    resumed = CourseResumed(
        resumed_on=ctx.today,
        to_phase=course.phase_before_pause,
        timers=tuple(shifted(timer, rest, ctx.calendar) for timer in held),
        cleared=(TimerKind.RESUME.value,),
    )
    return (resumed,)


def cancel(course: Course, command: Cancel, ctx: Context) -> tuple[Event, ...]:
    """Stop the course before its end, with the cause recorded. A right is not refused because of the target
    group (outside).
    """
    if command.cause == "not_eligible" and RIGHTS & {course.entitlement, course.order.entitlement}:
        raise Refused(
            "right",
            "Borgeren har ret til mentorstøtte på sporet og kan ikke afvises på grund af betingelserne. "
            "Vælg en anden årsag, eller lad jobcenteret afgøre det.",
        )
    must_be_answered(course)
    cancelled = CourseCancelled(
        cancelled_on=ctx.today, cause=command.cause, reason=command.reason, to_phase=Phase.CANCELLED
    )
    return (cancelled,)
