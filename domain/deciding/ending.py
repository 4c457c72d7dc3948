"""Phase-out, closing and cancellation."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import Cancel, RecordClosing, StartPhaseOut
from domain.course import Course
from domain.deciding import phase_out, support_end
from domain.deciding.citizens_word import unanswered
from domain.deciding.context import Context
from domain.deciding.eligibility import RIGHTS
from domain.deciding.tasks import became_placement_only
from domain.errors import Refused, refuse_all
from domain.events import CourseCancelled, CourseClosed, Event, StoppedEarly
from domain.lifecycle import SUPPORT, Phase
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


def cancel(course: Course, command: Cancel, ctx: Context) -> tuple[Event, ...]:
    """Stop the course before its end, with the cause recorded. Once the support has begun it stops, and the
    closing report is due: it is never left out (S0). A right is not refused because of the target group
    (outside).
    """
    if command.cause == "not_eligible" and RIGHTS & {course.acceptance.entitlement, course.order.entitlement}:
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
