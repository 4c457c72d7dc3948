"""What the beginning of a course changes: its referral, its acceptance, first contact and the agreement."""

from __future__ import annotations

from typing import Any

from domain.calendar import local_day
from domain.course import Course
from domain.events import NO_ORDER, AgreementSigned, ContactAttempted, ReferralAccepted, ReferralCompleted


def completed(_course: Course, event: ReferralCompleted) -> dict[str, Any]:
    """What a referral that was completed says."""
    return {
        "missing": event.missing,
        "grant": event.grant,
        "consent_withdrawn_on": event.consent_withdrawn_on,
        "consent_expires_on": event.consent_expires_on,
        "order": event.order,
    }


def accepted(_course: Course, event: ReferralAccepted) -> dict[str, Any]:
    """The first period, and what was recorded; what only the acceptance needed of the order is not kept."""
    return {
        "coordinator": event.coordinator,
        "periods": (event.period,),
        "order": NO_ORDER,
        "entitlement": event.entitlement,
        "caseworker_role": event.caseworker_role,
        "remarks": event.remarks,
        "reasoned": event.reasoned,
    }


def signed(course: Course, event: AgreementSigned) -> dict[str, Any]:
    """The agreement's day, and the rules of tasks that a reason has been given for by now."""
    reasoned = tuple(dict.fromkeys((*course.reasoned, *event.reasoned)))
    return {"agreement_on": event.signed_on, "reasoned": reasoned}


def attempted(course: Course, event: ContactAttempted) -> dict[str, Any]:
    """The attempts so far, and the Danish day the citizen was first reached."""
    first = course.first_contact_on
    if event.reached and first is None:
        first = local_day(event.attempted_at)
    return {"attempts": event.number, "failed_attempts": event.failed, "first_contact_on": first}
