"""The citizen's consent on a course: since when it counts no more, and what its events change."""

from __future__ import annotations

from datetime import date
from typing import Any

from msgspec.structs import replace

from domain.course import Course
from domain.events import ConsentExpired, ConsentWithdrawn, Event, ReferralUpdated

Changes = dict[str, Any]


def stops(event: Event) -> bool:
    """Whether an event stops what rests on consent."""
    if isinstance(event, ReferralUpdated):
        return event.consent_withdrawn_on is not None
    return isinstance(event, ConsentWithdrawn | ConsentExpired)


def withdrawn(course: Course, event: ConsentWithdrawn) -> Changes:
    """From then on nothing rests on it any more; its own end no longer matters."""
    return {
        "consent_withdrawn_on": event.withdrawn_on,
        "consent_expires_on": None,
        **_nothing_agreed(course, event.withdrawn_on),
    }


def updated(course: Course, event: ReferralUpdated) -> Changes:
    """A later mail withdrew the consent, or brought a new one with an end of its own."""
    if not (event.consent_withdrawn_on or event.consent_given_on):
        return {}
    return {
        "consent_withdrawn_on": event.consent_withdrawn_on,
        "consent_expires_on": event.consent_expires_on,
        **_nothing_agreed(course, event.consent_withdrawn_on),
    }


def _nothing_agreed(course: Course, withdrawn_on: date | None) -> Changes:
    """With the consent goes all that was agreed about outsiders; what is agreed later stands by itself."""
    if withdrawn_on is None:
        return {}
    ended = (replace(one, ended_on=one.ended_on or withdrawn_on) for one in course.disclosures)
    return {"disclosures": tuple(ended)}
