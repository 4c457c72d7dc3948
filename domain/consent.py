"""The citizen's consent on a course: since when it counts no more, and what its events change."""

from __future__ import annotations

from typing import Any

from domain.course import Course
from domain.events import ConsentExpired, ConsentWithdrawn, Event, ReferralUpdated

Changes = dict[str, Any]


def stops(event: Event) -> bool:
    """Whether an event stops what rests on consent."""
    if isinstance(event, ReferralUpdated):
        return event.consent_withdrawn_on is not None
    return isinstance(event, ConsentWithdrawn | ConsentExpired)


def withdrawn(_course: Course, event: ConsentWithdrawn) -> Changes:
    """From then on nothing rests on it any more; its own end no longer matters."""
    return {"consent_withdrawn_on": event.withdrawn_on, "consent_expires_on": None}


def updated(_course: Course, event: ReferralUpdated) -> Changes:
    """A later mail withdrew the consent, or brought a new one with an end of its own."""
    if not (event.consent_withdrawn_on or event.consent_given_on):
        return {}
    return {
        "consent_withdrawn_on": event.consent_withdrawn_on,
        "consent_expires_on": event.consent_expires_on,
    }
