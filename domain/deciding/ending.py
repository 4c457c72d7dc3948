"""Phase-out, closing, pause, resumption and cancellation."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import Cancel, Pause, RecordClosing, Resume, StartPhaseOut
from domain.course import Course
from domain.deciding import phase_out, support_end
from domain.deciding.citizens_word import unanswered
from domain.deciding.context import Context
from domain.deciding.eligibility import RIGHTS
from domain.deciding.tasks import became_placement_only
from domain.errors import Refused, refuse_all
from domain.events import CourseCancelled, CourseClosed, CoursePaused, CourseResumed, Event, StoppedEarly
from domain.lifecycle import SUPPORT, Phase
from domain.timers import SHIFTED, Rest, Timer, TimerKind, Unit, Why, rest_days, shifted
from domain.words import CLOSING_PARTS, listed

GOES_ON = frozenset({"job", "education", "placement"})
"""Outcomes where special considerations are passed on (S4)."""


def start_phase_out(course: Course, command: StartPhaseOut, _ctx: Context) -> tuple[Event, ...]:
    """Begin to phase out by agreement, before the clock does (S1)."""
    return (phase_out.start(course, "agreed", command.plan),)


def close(course: Course, command: RecordClosing, ctx: Context) -> tuple[Event, ...]:
    """Close with the mandatory review (S0). A course that became placement follow-up alone is recorded
    as a finding, never blocked (S0).
    """
    refuse_all(_not_closable(course, command, ctx))
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
        coping=command.coping,
        role_passed_to=command.role_passed_to,
        considerations=command.considerations,
        unresolved=command.unresolved,
        citizen_evaluation=command.citizen_evaluation,
        to_phase=Phase.CLOSED,
    )
    return (closed,)


def _not_closable(course: Course, command: RecordClosing, ctx: Context) -> Iterator[Refused]:
    known = {goal.id for goal in course.goals if not goal.dropped}
    judged = [result.goal for result in command.results]
    if set(judged) != known or len(judged) != len(known):
        yield Refused(
            "goal-results", "Afslutningen skal have netop ét resultat for hvert mål, der ikke er opgivet."
        )
    if course.open_matters("deviation"):
        yield Refused(
            "deviation-open", "Der er en fravigelse uden kvittering. Få den afklaret før afslutningen."
        )
    yield from unanswered(course)
    yield from _untold(command, ctx)


def _untold(command: RecordClosing, ctx: Context) -> Iterator[Refused]:
    """What the programme wants told of a closing and is not there, all of it named at once."""
    goes_on = command.outcome in GOES_ON
    lacking = [part for part in ctx.programme.reports.closing_parts if not getattr(command, part)]
    lacking = [part for part in lacking if goes_on or part != "considerations"]
    if lacking:
        what = listed(lacking, CLOSING_PARTS)
        yield Refused("closing-parts", f"Den afsluttende rapport mangler {what}. Skriv det ind.")
    if command.role_passed_to and not command.handover:
        yield Refused("role-passed-how", "Mentors rolle er givet videre. Skriv til hvem i overdragelsen.")


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
    """Stop the course before its end, with the cause recorded. Once the support has begun it stops, and the
    closing report is due: it is never left out (S0). A right is not refused because of the target group
    (outside).
    """
    if command.cause == "not_eligible" and RIGHTS & {course.entitlement, course.order.entitlement}:
        raise Refused(
            "right",
            "Borgeren har ret til mentorstøtte på sporet og kan ikke afvises på grund af betingelserne. "
            "Vælg en anden årsag, eller lad jobcenteret afgøre det.",
        )
    if course.working_phase in SUPPORT:
        on = min(ctx.today, course.periods[-1].ends_on)
        stopped = StoppedEarly(stopped_on=on, cause=command.cause, reason=command.reason)
        return (stopped, support_end.ended(course, on, ctx))
    refuse_all(unanswered(course))
    cancelled = CourseCancelled(
        cancelled_on=ctx.today, cause=command.cause, reason=command.reason, to_phase=Phase.CANCELLED
    )
    return (cancelled,)
