"""Facts of a deviation: all of it once, at once; after that only what is needed to get it acknowledged."""

from __future__ import annotations

from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from casework.notice_facts.work import fired
from domain.events import DeviationExplained, DeviationReported, DeviationWithdrawn
from domain.timers import TimerKind


def reported(context: NoticeContext) -> Facts:
    """What happened, when, which item of the plan, the citizen's explanation, attempts, next reminder."""
    event = context.trigger.event
    if not isinstance(event, DeviationReported):
        raise NothingToTell("Denne besked kræver en indberettet fravigelse.")
    timer = context.timer(TimerKind.DEVIATION, event.matter)
    clean = context.record.discretion.clean
    return Facts(
        neutral={
            "occurred_at": event.occurred_at,
            "discovered_at": event.discovered_at,
            "attempts": event.attempts,
            "no_show": event.no_show,
            "again_at": timer.due_at if timer else None,
        },
        personal={
            "fact": clean(event.fact),
            "plan_item": clean(event.plan_item),
            "citizen_explanation": clean(event.citizen_explanation),
        },
    )


def next_rung(context: NoticeContext) -> Facts:
    """When the jobcentre was first told, and the how-manieth reminder this is: no new personal detail."""
    event = fired(context)
    reports = {item.matter: item for _, item in context.record.of(DeviationReported)}
    if event.subject not in reports:
        raise NothingToTell("Rykkeren hører ikke til en fravigelse på forløbet.")
    timer = context.timer(TimerKind.DEVIATION, event.subject)
    return Facts(
        neutral={
            "first_told_at": reports[event.subject].discovered_at,
            "times": event.rung + 1,
            "again_at": timer.due_at if timer else None,
        }
    )


def explained(context: NoticeContext) -> Facts:
    """The citizen's own explanation, and which deviation it is about."""
    event = context.trigger.event
    if not isinstance(event, DeviationExplained):
        raise NothingToTell("Denne besked kræver en forklaring på en fravigelse.")
    return Facts(
        neutral={"first_told_at": _report_of(context, event.matter).discovered_at},
        personal={"explanation": context.record.discretion.clean(event.explanation)},
    )


def withdrawn(context: NoticeContext) -> Facts:
    """Which deviation was none, and why."""
    event = context.trigger.event
    if not isinstance(event, DeviationWithdrawn):
        raise NothingToTell("Denne besked kræver en fravigelse, der er trukket tilbage.")
    report = _report_of(context, event.matter)
    return Facts(
        neutral={
            "first_told_at": report.discovered_at,
            "occurred_at": report.occurred_at,
            "log_corrected": event.cause == "log_corrected",
        },
        personal={"reason": context.record.discretion.clean(event.reason)},
    )


def _report_of(context: NoticeContext, matter: str) -> DeviationReported:
    return next(item for _, item in context.record.of(DeviationReported) if item.matter == matter)
