"""A new caseworker, and a closed course that opens again while its grant runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.commands import ChangeCaseworker, Reopen
from domain.course import Course
from domain.deciding import consent, focus, matter, no_progress
from domain.deciding.context import Context
from domain.deciding.intake import period_timers
from domain.errors import Refused, refuse_all
from domain.events import CaseworkerChanged, CourseReopened, Event
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind


def change_caseworker(_course: Course, command: ChangeCaseworker, _ctx: Context) -> tuple[Event, ...]:
    """What the jobcentre told by telephone; what comes by mail is filed by itself."""
    changed = CaseworkerChanged(caseworker=command.caseworker, contact=command.contact, unit=command.unit)
    return (changed,)


def reopen(course: Course, command: Reopen, ctx: Context) -> tuple[Event, ...]:
    """Open a closed course again. Every deadline is counted anew, and what has fired never fires again."""
    refuse_all(_not_to_be_reopened(course, ctx))
    reopened = CourseReopened(
        reopened_on=ctx.today,
        reason=command.reason,
        to_phase=course.support_phase,
        timers=_set_anew(course, ctx),
    )
    return (reopened, *matter.settled_by_itself(course, MatterKind.AFTERMATH, "not_asked"))


def _not_to_be_reopened(course: Course, ctx: Context) -> Iterator[Refused]:
    last = (course.closed_on or ctx.today) + timedelta(days=ctx.programme.ending.reopen_within)
    if ctx.today > last:
        yield Refused(
            "reopened-too-late",
            f"Forløbet kunne genåbnes til og med {danish_date(last)}. Bed om en ny henvisning.",
        )
    if course.file.returned_on or course.file.erasure_approved_on or course.file.erased_on:
        yield Refused(
            "file-returned",
            "Sagen er afleveret eller slettes. Forløbet kan ikke genåbnes; bed om en ny henvisning.",
        )
    if course.periods[-1].ends_on < ctx.today:
        yield Refused("grant-over", "Bevillingen er allerede udløbet. Bed jobcenteret om en ny bevilling.")


def _set_anew(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """The deadlines of phase, grant, consent and focus areas: only rungs that lie ahead."""
    working = course.support_phase is Phase.ACTIVE
    kinds = [TimerKind.FOLLOW_UP, TimerKind.THREE_PARTY_MEETING] if working else [TimerKind.GOAL_SETTING]
    if working and not course.consent.ended_on(ctx.today):
        kinds.append(TimerKind.PROGRESS_REPORT)
    periodic = (ctx.ahead(ctx.timer(kind, ctx.today)) for kind in kinds)
    return (
        *filter(None, periodic),
        *no_progress.begun_anew(course, ctx),
        *period_timers(course.periods[-1], len(course.periods), ctx),
        *consent.running(course, ctx),
        *focus.review(course.written.focus_to, ctx),
    )
