"""What the disclosure events change on a course."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain.course import Course
from domain.events import ConsiderationsRevised, DisclosureAgreed, DisclosureEnded, DisclosureRecorded

Changes = dict[str, Any]


def agreed(course: Course, event: DisclosureAgreed) -> Changes:
    """One more agreement."""
    return {"disclosures": (*course.disclosures, event.disclosure)}


def ended(course: Course, event: DisclosureEnded) -> Changes:
    """An agreement covers nothing from that day on."""
    kept = (
        replace(one, ended_on=event.ended_on) if one.id == event.disclosure else one
        for one in course.disclosures
    )
    return {"disclosures": tuple(kept)}


def recorded(course: Course, event: DisclosureRecorded) -> Changes:
    """Whether somebody has been told the considerations as they are now."""
    return {"considerations_told": bool(event.considerations) or course.considerations_told}


def revised(_course: Course, event: ConsiderationsRevised) -> Changes:
    """The version that counts now."""
    return {"considerations": event.number}
