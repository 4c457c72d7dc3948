"""The citizens' open requests to see their files, over all courses, by the day the answer is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.office import Office
from domain.course import Course
from domain.course_parts import Matter
from domain.events import AccessDraftDelivered
from domain.matters import ASKED_FOR
from models.codec import load_course


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """One open request: the course, its matter and kind, the Danish days it came and is due, and whether our
    draft has gone to the authority.
    """

    ref: str
    controller: str
    matter: str
    kind: str
    received_on: date
    answer_by: date
    draft_delivered: bool


def open_requests(office: Office) -> list[OpenRequest]:
    """Every open request, the first due first, also on courses that have ended. Nothing personal is read."""
    drafted = {
        (ref, recorded.event.matter)
        for ref, history in office.casebook.facts((AccessDraftDelivered,))
        for recorded in history
        if isinstance(recorded.event, AccessDraftDelivered)
    }
    courses = (load_course(row.state, row.ref) for row in office.casebook.courses())
    found = [
        _line(course, matter, drafted=(course.ref, matter.id) in drafted)
        for course in courses
        for matter in course.open_matters()
        if matter.kind in ASKED_FOR
    ]
    return sorted(found, key=lambda line: (line.answer_by, line.ref, line.matter))


def _line(course: Course, matter: Matter, *, drafted: bool) -> OpenRequest:
    timer = next(timer for timer in course.timers if timer.key == f"{matter.kind}:{matter.id}")
    return OpenRequest(
        ref=course.ref,
        controller=course.controller,
        matter=matter.id,
        kind=matter.kind.value,
        received_on=timer.why.base_on,
        answer_by=timer.deadline_on,
        draft_delivered=drafted,
    )
