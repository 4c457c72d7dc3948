"""Phase-out, closing and cancellation."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import Cancel, RecordClosing, StartPhaseOut, WriteClosingParts
from domain.course import Course
from domain.deciding import matter, phase_out, support_end
from domain.deciding.citizens_word import unanswered
from domain.deciding.contact import not_given_up
from domain.deciding.context import Context
from domain.deciding.eligibility import RIGHTS
from domain.deciding.tasks import became_placement_only
from domain.errors import Refused, refuse_all
from domain.events import ClosingPartsWritten, CourseCancelled, CourseClosed, Event, StoppedEarly
from domain.lifecycle import SUPPORT, Phase
from domain.matters import MatterKind
from domain.words import CLOSING_PARTS, listed

GOES_ON = frozenset({"job", "education", "placement"})
"""Outcomes where special considerations are passed on (S4)."""
WRITE_PARTS = "mentor course act SAG WriteClosingParts"


def start_phase_out(course: Course, command: StartPhaseOut, _ctx: Context) -> tuple[Event, ...]:
    """Begin to phase out by agreement, before the clock does (S1)."""
    return (phase_out.start(course, "agreed", command.plan),)


def write_parts(_course: Course, command: WriteClosingParts, _ctx: Context) -> tuple[Event, ...]:
    """Write what a closing report must have beside its review, so that a form without room for words can
    close the course (S2, S4).
    """
    words = {part: text for part in CLOSING_PARTS if (text := getattr(command, part))}
    if not words:
        raise Refused(
            "no-closing-part", f"Skriv mindst én af delene: {listed(CLOSING_PARTS, CLOSING_PARTS)}."
        )
    return (ClosingPartsWritten(parts=tuple(words), **words),)


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
    return (closed, *_asked_later(course, command, ctx))


def _asked_later(course: Course, command: RecordClosing, ctx: Context) -> tuple[Event, ...]:
    """How it went is asked some months later, where the citizen agrees to be asked (S3)."""
    return (matter.opened(course, MatterKind.AFTERMATH, ctx),) if command.may_be_asked else ()


def _not_closable(course: Course, command: RecordClosing, ctx: Context) -> Iterator[Refused]:
    known = {goal.id for goal in course.goals if not goal.dropped}
    judged = [result.goal for result in command.results]
    if set(judged) != known or len(judged) != len(known):
        yield Refused(
            "goal-results",
            "Afslutningen skal have netop ét resultat for hvert mål, der ikke er opgivet, og ikke for andre.",
        )
    if course.open_matters("deviation"):
        yield Refused(
            "deviation-open", "Der er en fravigelse uden kvittering. Få den afklaret før afslutningen."
        )
    yield from unanswered(course)
    yield from _untrue(command.reason, course, ctx)
    yield from _not_reached(command)
    yield from _untold(course, command, ctx)


def _not_reached(command: RecordClosing) -> Iterator[Refused]:
    """A course whose goals are reached says so of each goal that was not given up (S0: reviewed truly)."""
    results = {one.result for one in command.results}
    if command.reason == "goals_reached" and results - {"dropped"} != {"reached"}:
        yield Refused(
            "goals-not-reached",
            "Ikke alle mål er nået. Ret resultaterne, eller vælg en anden årsag, fx at borgeren er i job.",
        )


def _untold(course: Course, command: RecordClosing, ctx: Context) -> Iterator[Refused]:
    """What the programme wants told of a closing and is not there, all of it named at once."""
    goes_on = command.outcome in GOES_ON
    told = {part for part in CLOSING_PARTS if getattr(command, part)} | set(course.written.closing)
    lacking = [part for part in ctx.programme.reports.closing_parts if part not in told]
    lacking = [part for part in lacking if goes_on or part != "considerations"]
    if lacking:
        what = listed(lacking, CLOSING_PARTS)
        yield Refused(
            "closing-parts", f"Den afsluttende rapport mangler {what}. Skriv det med: {WRITE_PARTS}."
        )
    if command.role_passed_to and "handover" not in told:
        yield Refused("role-passed-how", "Mentors rolle er givet videre. Skriv til hvem i overdragelsen.")


def _untrue(cause: str, course: Course, ctx: Context) -> Iterator[Refused]:
    """A cause that what was recorded does not bear out. Neither of the two is ever a deviation (outside)."""
    if cause == "no_contact":
        yield from not_given_up(course, ctx)
    if cause == "consent_withdrawn" and not course.consent.ended_on(ctx.today):
        yield Refused(
            "consent-stands",
            "Samtykket gælder stadig. Notér først, at borgeren har trukket det tilbage: WithdrawConsent.",
        )


def _placement_only(course: Course, command: RecordClosing, ctx: Context) -> bool:
    """What the log says where it says it and the programme asks; otherwise the person's word."""
    logged = None if ctx.programme.eligibility.placement_alone else became_placement_only(course)
    return command.only_placement_follow_up if logged is None else logged


def cancel(course: Course, command: Cancel, ctx: Context) -> tuple[Event, ...]:
    """Stop the course before its end, with the cause recorded. Once the support has begun it stops, and the
    closing report is due: it is never left out (S0). A right is not refused because of the target group
    (outside).
    """
    refuse_all((*_not_to_be_cancelled(course, command), *_untrue(command.cause, course, ctx)))
    if course.working_phase in SUPPORT:
        on = min(ctx.today, course.periods[-1].ends_on)
        stopped = StoppedEarly(stopped_on=on, cause=command.cause, reason=command.reason)
        return (stopped, support_end.ended(course, on, ctx))
    cancelled = CourseCancelled(
        cancelled_on=ctx.today, cause=command.cause, reason=command.reason, to_phase=Phase.CANCELLED
    )
    return (cancelled,)


def _not_to_be_cancelled(course: Course, command: Cancel) -> Iterator[Refused]:
    if command.cause == "not_eligible" and RIGHTS & {course.acceptance.entitlement, course.order.entitlement}:
        yield Refused(
            "right",
            "Borgeren har ret til mentorstøtte på sporet og kan ikke afvises på grund af betingelserne. "
            "Vælg en anden årsag, eller lad jobcenteret afgøre det.",
        )
    if course.working_phase not in SUPPORT:
        yield from unanswered(course)
