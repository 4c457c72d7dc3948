"""The citizen's consent on a course: since when it counts no more, and what its events change."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.course import Course
from domain.course_parts import Consent
from domain.events import (
    ConsentExpired,
    ConsentWithdrawn,
    Event,
    ReferralCompleted,
    ReferralReceived,
    ReferralUpdated,
)

Changes = dict[str, Any]


def stops(event: Event) -> bool:
    """Whether an event stops what rests on consent."""
    if isinstance(event, ReferralUpdated):
        return event.consent_withdrawn_on is not None
    return isinstance(event, ConsentWithdrawn | ConsentExpired)


def withdrawn(course: Course, event: ConsentWithdrawn) -> Changes:
    """From then on nothing rests on it any more; its own end no longer matters."""
    consent = replace(course.consent, withdrawn_on=event.withdrawn_on, expires_on=None)
    return {"consent": _nothing_agreed(consent)}


def updated(course: Course, event: ReferralUpdated) -> Changes:
    """A later mail withdrew the consent, or brought a new one with an end of its own."""
    if not (event.consent_withdrawn_on or event.consent_given_on):
        return {}
    return {"consent": _nothing_agreed(given(course.consent, event))}


def given(consent: Consent, event: ReferralReceived | ReferralCompleted | ReferralUpdated) -> Consent:
    """The consent as the referral has it; what the citizen agreed to beside it stays."""
    ends = (event.consent_withdrawn_on, event.consent_expires_on)
    if ends == (consent.withdrawn_on, consent.expires_on):
        return consent
    return replace(consent, withdrawn_on=ends[0], expires_on=ends[1])


def _nothing_agreed(consent: Consent) -> Consent:
    """With the consent goes all that was agreed about outsiders; what is agreed later stands by itself."""
    if consent.withdrawn_on is None:
        return consent
    ended = (replace(one, ended_on=one.ended_on or consent.withdrawn_on) for one in consent.disclosures)
    return replace(consent, disclosures=tuple(ended))
