"""What is open beside the phase: how a matter opens, changes and closes."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from msgspec.structs import replace

from domain import events as e
from domain.course import Course
from domain.course_parts import Matter
from domain.evolving import consent
from domain.lifecycle import Phase
from domain.matters import ANSWERED, MatterKind

Changes = dict[str, Any]


def deviated(course: Course, event: e.DeviationReported) -> Changes:
    """A deviation is a matter until somebody has it in hand."""
    return _with(course, Matter(event.matter, MatterKind.DEVIATION, event.discovered_at, entry=event.entry))


def withdrawn(course: Course, event: e.DeviationWithdrawn) -> Changes:
    """It was none."""
    return _changed(course, event.matter, status="closed", withdrawn=True)


def reviewed(course: Course, event: e.ExtensionReviewOpened) -> Changes:
    """A review looks at the hours that are left, so nobody need look at them apart."""
    looked_at = course.changed({"matters": without(course, {MatterKind.HOURS_USED})})
    return _with(
        looked_at, Matter(event.matter, MatterKind.EXTENSION, event.opened_at, special=event.special)
    )


def updated(course: Course, event: e.ReferralUpdated) -> Changes:
    """What the jobcentre sent counts, and waits until somebody has seen it."""
    kind = MatterKind.UPDATE
    matter = Matter(event.matter, kind, event.opened_at, changed=event.changed, mail_id=event.mail_id)
    return {
        **_with(course, matter),
        **consent.updated(course, event),
        "grant": event.grant or course.grant,
        "order": event.order or course.order,
    }


def opened(course: Course, event: e.MatterOpened) -> Changes:
    """A rule opened it."""
    matter = Matter(event.matter, event.kind, event.opened_at, cause=event.cause, asked_by=event.asked_by)
    return _with(course, matter)


def _with(course: Course, matter: Matter) -> Changes:
    return {"matters": (*course.matters, matter), "matters_opened": course.matters_opened + 1}


def settled(course: Course, event: e.MatterSettled) -> Changes:
    """Settled by the person it waited for; an approved report is sent with it."""
    changes = closed(course, event)
    if event.kind is MatterKind.NO_CONTACT:
        changes["contact"] = replace(course.contact, given_up=event.outcome == "to_be_ended")
    if event.kind is not MatterKind.REPORT_APPROVAL:
        return changes
    progress = course.progress
    if event.outcome == "approved":
        progress = replace(progress, reports=progress.reports + 1, reported_to=progress.draft_to)
    return {**changes, "progress": replace(progress, draft_to=None)}


def closed(
    course: Course, event: e.UpdateSeen | e.MatterSettled | e.EffortEnded | e.DeviationAcknowledged
) -> Changes:
    """Somebody has it in hand, or has seen it. What a mentor asked is kept with its answer."""
    if isinstance(event, e.MatterSettled) and event.kind in ANSWERED:
        answer = {"outcome": event.outcome, "settled_on": event.settled_on}
        return _changed(course, event.matter, status="closed", **answer)
    return _changed(course, event.matter, status="closed")


def _changed(course: Course, matter_id: str, **changes: Any) -> Changes:
    matters = tuple(
        replace(matter, **changes) if matter.id == matter_id else matter for matter in course.matters
    )
    return {"matters": matters}


def signed_for(course: Course, event: e.ExtensionSigned) -> Changes:
    """One more of the deciders has signed; the first signature of a new decision drops those before."""
    matter = course.matter(event.matter)
    kept = matter.signatures if matter and event.number > 1 else ()
    return _changed(course, event.matter, signatures=(*kept, event.signature))


def proposed(course: Course, event: e.ExtensionProposed) -> Changes:
    """There is a proposal; nothing is decided by it."""
    return _changed(course, event.matter, status="proposed", reasoned=event.reasoned)


def decided(course: Course, event: e.ExtensionDecided) -> Changes:
    """Granted: a new period, and the support goes on. Refused: the matter is closed."""
    changes = _changed(course, event.matter, status="closed")
    if event.period is None:
        return changes
    if course.pause.phase_before is Phase.PHASING_OUT:
        changes["pause"] = replace(course.pause, phase_before=course.support_phase)
    return {**changes, "periods": (*course.periods, event.period), "ended_on": None}


def without(course: Course, kinds: Set[MatterKind]) -> tuple[Matter, ...]:
    """The matters, those of these kinds closed."""
    return tuple(
        replace(matter, status="closed") if matter.kind in kinds else matter for matter in course.matters
    )


def fired(course: Course, event: e.TimerFired) -> Changes:
    """The rung that a matter stands at."""
    if event.subject and course.matter(event.subject):
        return _changed(course, event.subject, rung=event.rung + 1)
    return {}
