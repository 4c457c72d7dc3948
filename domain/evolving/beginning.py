"""What the beginning of a course changes: its referral, its acceptance, first contact and the agreement."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.calendar import local_day
from domain.course import Course
from domain.course_parts import Acceptance
from domain.events import (
    NO_ORDER,
    AgreementSigned,
    ContactAttempted,
    ReferralAccepted,
    ReferralCompleted,
    Section85Recorded,
)
from domain.evolving import consent


def completed(course: Course, event: ReferralCompleted) -> dict[str, Any]:
    """What a referral that was completed says."""
    return {
        "missing": event.missing,
        "grant": event.grant,
        "consent": consent.given(course.consent, event),
        "order": event.order,
    }


def accepted(_course: Course, event: ReferralAccepted) -> dict[str, Any]:
    """The first period, and what was recorded; what only the acceptance needed of the order is not kept."""
    return {
        "coordinator": event.coordinator,
        "periods": (event.period,),
        "order": NO_ORDER,
        "acceptance": Acceptance(
            entitlement=event.entitlement,
            caseworker_role=event.caseworker_role,
            remarks=event.remarks,
            reasoned=event.reasoned,
            deciders=event.deciders,
        ),
    }


def boundary_recorded(course: Course, _event: Section85Recorded) -> dict[str, Any]:
    """What was remarked when nobody had stated the boundary holds no more."""
    kept = tuple(code for code in course.acceptance.remarks if code != "section_85_not_stated")
    return {"acceptance": replace(course.acceptance, remarks=kept)}


def signed(course: Course, event: AgreementSigned) -> dict[str, Any]:
    """The agreement's day, and the rules of tasks that a reason has been given for by now."""
    reasoned = tuple(dict.fromkeys((*course.acceptance.reasoned, *event.reasoned)))
    return {"agreement_on": event.signed_on, "acceptance": replace(course.acceptance, reasoned=reasoned)}


def attempted(course: Course, event: ContactAttempted) -> dict[str, Any]:
    """The attempts so far, and the Danish day the citizen was first reached."""
    first = course.contact.first_on
    if event.reached and first is None:
        first = local_day(event.attempted_at)
    contact = replace(
        course.contact,
        attempts=event.number,
        failed=event.failed,
        first_on=first,
        tried_on=local_day(event.attempted_at),
        given_up=course.contact.given_up and not event.reached,
    )
    return {"contact": contact}
