"""Facts of an extension: the review, its reminders, and the decision that an authority made."""

from __future__ import annotations

from casework import names
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.calendar import local_day
from domain.events import ExtensionDecided, ExtensionProposed, ExtensionReviewOpened, TimerFired
from domain.lifecycle import Phase
from domain.period_hours import standing


def review(context: NoticeContext) -> Facts:
    """The grant's end, hours, the position on the ladder, and the day to decide by."""
    opened = context.record.latest(ExtensionReviewOpened)
    if opened is None:
        raise NothingToTell("Der er ikke åbnet en vurdering af forlængelse på forløbet.")
    event = opened[1]
    proposed = any(item.matter == event.matter for _, item in context.record.of(ExtensionProposed))
    trigger = context.trigger.event
    hours = standing(context.then, local_day(context.trigger.at), context.programme.hours)
    return Facts(
        neutral={
            "cause": names.REVIEW_CAUSES[event.cause],
            "grant_ends_on": event.grant_ends_on,
            "decide_by": event.decide_by,
            "step": event.step,
            "steps": event.steps,
            "special": event.special,
            "hours_granted": hours.granted,
            "hours_used": hours.used,
            "proposed": proposed,
            "times": trigger.rung + 1 if isinstance(trigger, TimerFired) else 0,
        }
    )


def decided(context: NoticeContext) -> Facts:
    """Who decided, when, and the new period if there is one; `over`: the support had ended by then."""
    latest = context.record.latest(ExtensionDecided)
    if latest is None:
        raise NothingToTell("Der er ikke truffet en afgørelse om forlængelse på forløbet.")
    event = latest[1]
    return Facts(
        neutral={
            "granted": event.granted,
            "decider": names.decider(event.decider_role),
            "decided_by": names.decided_by(event.decider_role, event.decider, event.channel),
            "unit": event.unit,
            "decided_on": event.decided_on,
            "period": event.period,
            "grant_ends_on": context.then.period.ends_on if context.then.period else None,
            "over": context.then.phase is Phase.CLOSING,
        }
    )
