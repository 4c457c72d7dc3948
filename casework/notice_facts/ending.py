"""Facts of phase-out, closing and cancellation."""

from __future__ import annotations

from casework import names
from casework.history.closing_words import closing_words
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.events import (
    AgreementSigned,
    CourseCancelled,
    CourseClosed,
    CourseReopened,
    PhaseOutStarted,
    StoppedEarly,
)


def phase_out(context: NoticeContext) -> Facts:
    """When the support ends, and the plan: the one given now, or the one agreed at the start."""
    latest = context.record.latest(PhaseOutStarted)
    if latest is None:
        raise NothingToTell("Der er ikke begyndt en udfasning på forløbet.")
    event = latest[1]
    agreement = context.record.latest(AgreementSigned)
    plan = event.plan or (agreement[1].phase_out_plan if agreement else "")
    return Facts(
        neutral={"ends_on": event.ends_on, "cause": names.PHASE_OUT_CAUSES[event.cause]},
        personal={"plan": context.record.discretion.clean(plan)},
    )


def closed(context: NoticeContext) -> Facts:
    """The review, each goal's result, hours, and what the citizen says."""
    latest = context.record.latest(CourseClosed)
    if latest is None:
        raise NothingToTell("Forløbet er ikke afsluttet med en rapport.")
    (seq, event), clean = latest, context.record.discretion.clean
    words = closing_words(context.record, seq, event)
    return Facts(
        neutral={
            "closed_on": event.closed_on,
            "reason": names.CLOSING_REASONS[event.reason],
            "outcome": names.OUTCOMES[event.outcome],
            "hours_granted": context.then.hours_granted,
            "hours_used": context.then.hours_used,
        },
        personal={
            "review": clean(event.review),
            "results": _results(context, event),
            "manages_alone": clean(words["manages_alone"].text),
            "citizen_evaluation": clean(words["citizen_evaluation"].text),
        },
    )


def cancelled(context: NoticeContext) -> Facts:
    """When and why the course stopped before its end."""
    event = context.trigger.event
    if not isinstance(event, CourseCancelled | StoppedEarly):
        raise NothingToTell("Forløbet er ikke afbrudt.")
    stopped = isinstance(event, StoppedEarly)
    return Facts(
        neutral={
            "report_follows": stopped,
            "cancelled_on": event.stopped_on if isinstance(event, StoppedEarly) else event.cancelled_on,
            "cause": names.CANCEL_CAUSES[event.cause],
            "hours_used": context.then.hours_used,
        },
        personal={"reason": context.record.discretion.clean(event.reason)},
    )


def reopened(context: NoticeContext) -> Facts:
    """When and why the course was opened again, and how long the grant runs."""
    event = context.trigger.event
    if not isinstance(event, CourseReopened):
        raise NothingToTell("Forløbet er ikke genåbnet.")
    return Facts(
        neutral={"reopened_on": event.reopened_on, "ends_on": context.then.periods[-1].ends_on},
        personal={"reason": context.record.discretion.clean(event.reason)},
    )


def _results(context: NoticeContext, event: CourseClosed) -> list[dict[str, object]]:
    clean = context.record.discretion.clean
    by_goal = {result.goal: result for result in event.results}
    return [
        {
            "number": number,
            "text": clean(goal.words.text),
            "result": names.RESULTS[by_goal[goal.plan.id].result if goal.plan.id in by_goal else "dropped"],
        }
        for number, goal in enumerate(context.record.goals, 1)
    ]
