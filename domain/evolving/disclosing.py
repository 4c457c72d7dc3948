"""What the disclosure events change on a course."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.course import Course
from domain.events import ConsiderationsRevised, DisclosureAgreed, DisclosureEnded, DisclosureRecorded

Changes = dict[str, Any]


def agreed(course: Course, event: DisclosureAgreed) -> Changes:
    """One more agreement."""
    return {"consent": replace(course.consent, disclosures=(*course.consent.disclosures, event.disclosure))}


def ended(course: Course, event: DisclosureEnded) -> Changes:
    """An agreement covers nothing from that day on."""
    kept = (
        replace(one, ended_on=event.ended_on) if one.id == event.disclosure else one
        for one in course.consent.disclosures
    )
    return {"consent": replace(course.consent, disclosures=tuple(kept))}


def recorded(course: Course, event: DisclosureRecorded) -> Changes:
    """Whether somebody has been told the considerations as they are now."""
    told = bool(event.considerations) or course.consent.considerations_told
    return {"consent": replace(course.consent, considerations_told=told)}


def revised(course: Course, event: ConsiderationsRevised) -> Changes:
    """The version that counts now."""
    return {"consent": replace(course.consent, considerations=event.number)}
