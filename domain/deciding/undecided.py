"""A grant that ends before anybody has decided its extension: no silent continuation.

The support stops and no hours accrue, whoever owes the decision is reminded until it comes or the course is
closed, and a decision that comes late begins something new; it never works backwards (S1, outside).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from domain.course import Course
from domain.deciding import consent, focus
from domain.deciding.contact import periodic
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import ExtensionDecided, Period, SupportEnded
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.timers import Timer, TimerKind

K = TimerKind
WORK: Mapping[Phase, tuple[TimerKind, ...]] = {
    Phase.ACCEPTED: (K.MATCHING, K.FIRST_CONTACT),
    Phase.MATCHED: (K.FIRST_CONTACT,),
    Phase.CONTACTING: (K.FIRST_MEETING,),
    Phase.GOAL_SETTING: (K.GOAL_SETTING,),
}
"""What is owed first in the phase a course goes on in; in an active one it is the periodic work."""


def left_open(course: Course, ended: SupportEnded, ctx: Context) -> SupportEnded:
    """The end of the support, with the review that nobody has decided and its own ladder from today."""
    reviews = course.open_matters("extension")
    if not reviews:
        return ended
    ladder = ctx.timer(TimerKind.UNDECIDED, ctx.today, reviews[0].id)
    return replace(ended, undecided=reviews[0].id, timers=(*ended.timers, ladder))


def over(course: Course) -> Iterator[Refused]:
    """After the end only what was left undecided can still be decided."""
    if course.phase is Phase.CLOSING and not course.open_matters("extension"):
        yield Refused("support-over", "Støtten er ophørt. En ny bevilling kræver et nyt forløb.")


def goes_on(course: Course, decided: ExtensionDecided, period: Period, ctx: Context) -> ExtensionDecided:
    """A course whose support had stopped goes on where it was, with its work due anew from the period's first
    day.
    """
    phase = _where_it_was(course)
    return replace(
        decided,
        to_phase=phase,
        timers=(*decided.timers, *_work(phase, course, period, ctx), *_beside(course, ctx)),
        cleared=(*decided.cleared, TimerKind.CLOSING_REPORT.value),
    )


def backwards(course: Course, period: Period | None, decided_on: date) -> Iterator[Refused]:
    """After the support has stopped, a period that begins before the decision: nobody had granted those
    days.
    """
    if course.phase is Phase.CLOSING and period is not None and period.starts_on < decided_on:
        first = danish_date(decided_on)
        yield Refused(
            "decision-backwards",
            f"Støtten er standset. Den nye periode kan tidligst begynde, da den blev afgjort: {first}.",
        )


def _where_it_was(course: Course) -> Phase:
    if course.contact.met_on:
        return course.support_phase
    if course.contact.attempts:
        return Phase.CONTACTING
    return Phase.MATCHED if course.mentor else Phase.ACCEPTED


def _beside(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """What hangs on a day of its own and stopped with the support: the consent and the focus areas."""
    return (*consent.running(course, ctx), *focus.review(course.written.focus_to, ctx))


def _work(phase: Phase, course: Course, period: Period, ctx: Context) -> Iterator[Timer]:
    """Only rungs that lie ahead, since none fires twice."""
    kinds = WORK[phase] if phase in WORK else periodic(course, ctx)
    if phase is Phase.CONTACTING and course.contact.first_on is None:
        kinds = WORK[Phase.MATCHED]
    done = not any(goal.is_open for goal in course.goals)
    for kind in kinds:
        if kind is TimerKind.PROGRESS_WINDOW and done:
            continue
        if timer := ctx.ahead(ctx.timer(kind, max(ctx.today, period.starts_on))):
            yield timer
