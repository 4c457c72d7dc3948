"""What follows when a matter is settled, where a kind has something of its own."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import SettleMatter
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding.context import Context
from domain.errors import Refused
from domain.lifecycle import SUPPORT, Phase
from domain.matters import ANSWERED, MatterKind
from domain.timers import Timer, TimerKind, Unit, Why
from domain.values import Role

RETURNED = "returned"
TO_BE_ENDED = "to_be_ended"
TO_CASEWORKER = "to_caseworker"
NOT_WHOLLY = frozenset({"change_granted_in_part", "change_not_granted"})
OURS = frozenset({"goals", "mentor", "pause"})
"""What of the plan the provider changes with the citizen; all else may be the caseworker's to decide (S3)."""


def not_settled(matter: Matter, command: SettleMatter, ctx: Context) -> Iterator[Refused]:
    """What may not settle a matter of its kind: one's own report, one sent back without a word, giving up
    a citizen without saying who decided it, or an answer about the plan without its reason.
    """
    if matter.kind in ANSWERED:
        yield from _unanswered(matter, command, ctx)
    if matter.kind is MatterKind.NO_CONTACT and command.outcome == TO_BE_ENDED:
        yield from _said_by_somebody(command, ctx)
    if matter.kind is not MatterKind.REPORT_APPROVAL:
        return
    if matter.cause == str(ctx.actor):
        yield Refused("own-report", "Rapporten godkendes af en anden end den, der skrev den.")
    if command.outcome == RETURNED and not command.note:
        yield Refused("returned-why", "Skriv til mentor, hvad der skal rettes i rapporten.")


def _unanswered(matter: Matter, command: SettleMatter, ctx: Context) -> Iterator[Refused]:
    """An answer that is not a plain yes says why, and the authority's says whose it is (local)."""
    if command.outcome == TO_CASEWORKER and matter.cause in OURS:
        yield Refused("ours-to-change", "Mål, mentor og pause afgør I selv. Svar på ønsket her.")
    if command.outcome in {TO_CASEWORKER, *NOT_WHOLLY} and not command.note:
        yield Refused("answer-why", "Skriv hvorfor: den, der bad om ændringen, skal kunne forstå svaret.")
    elif _is_told_by_us(matter, ctx) and not command.note:
        yield Refused("answered-by-whom", "Skriv, hvem i jobcenteret der har svaret, og hvornår.")


def _is_told_by_us(matter: Matter, ctx: Context) -> bool:
    return matter.kind is MatterKind.PLAN_DECISION and ctx.actor.role is not Role.CASEWORKER


def _said_by_somebody(command: SettleMatter, ctx: Context) -> Iterator[Refused]:
    if ctx.actor.role is not Role.CASEWORKER and not command.note:
        yield Refused(
            "ended-by-whom", "Skriv, hvem i jobcenteret der har sagt, at forløbet skal afsluttes, og hvornår."
        )


def going_on(course: Course, matter: Matter, outcome: str, ctx: Context) -> tuple[Timer, ...]:
    """What is counted from the day a matter was settled."""
    if matter.kind is MatterKind.NO_PROGRESS:
        phasing_out = course.working_phase is Phase.PHASING_OUT
        open_goals = any(goal.is_open for goal in course.goals) and not phasing_out
        return (ctx.timer(TimerKind.PROGRESS_WINDOW, ctx.today),) if open_goals else ()
    if matter.kind is MatterKind.REPORT_APPROVAL and outcome == RETURNED:
        return _once_more(course, ctx)
    return ()


def _once_more(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """A report that was sent back is due on the next working day, at a rung that has not rung yet; nobody is
    reminded of one that rests on a consent which has ended.
    """
    if course.working_phase not in SUPPORT or course.consent.ended_on(ctx.today):
        return ()
    tomorrow = Why(ctx.today, 1, Unit.WORKING_DAYS)
    timer = ctx.ahead(ctx.counted(TimerKind.PROGRESS_REPORT, tomorrow))
    return (timer,) if timer else ()
