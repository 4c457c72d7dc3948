"""Facts of a consent that counts no more: since when, and what stops. Never why."""

from __future__ import annotations

from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from casework.referrals.news import exchanges_on_consent
from domain.events import ConsentExpired, ConsentWithdrawn


def ended(context: NoticeContext) -> Facts:
    """The day, whether it ran out by itself, and the exchanges that stop."""
    event = context.trigger.event
    if not isinstance(event, ConsentWithdrawn | ConsentExpired):
        raise NothingToTell("Denne besked kræver et samtykke, der ikke gælder mere.")
    expired = isinstance(event, ConsentExpired)
    on = event.expired_on if isinstance(event, ConsentExpired) else event.withdrawn_on
    return Facts(neutral={"expired": expired, "on": on, "stops": exchanges_on_consent()})
