"""One deviation before the person who acknowledges it: what happened, what was done, who is asked next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.documents import Statement
from casework import names
from casework.access.reading_log import note_reading
from casework.office import Office
from casework.reports.matters import handling
from domain.course import Course
from domain.course_parts import Matter
from domain.events import DeviationReported
from domain.explain import explain_on
from domain.matters import MatterKind
from domain.timers import Timer
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class NextRung:
    """When somebody is reminded next (UTC), who, and why then."""

    at: datetime
    to: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class DeviationDesk:
    """The page; its words are personal. `next` is None when nobody is reminded any more."""

    course: Course
    matter: Matter
    event: DeviationReported
    fact: str
    plan_item: str
    explanation: str
    steps: tuple[Statement, ...]
    next: NextRung | None


def deviation_desk(office: Office, ref: str, matter_id: str, reader: Actor) -> DeviationDesk | None:
    """The deviation as it stands; None where the course has none of that name. Who reads is written down.

    Raises Refused for somebody who may not read the course, UnknownCourse.
    """
    course = office.casebook.course(ref)
    matter = course.matter(matter_id)
    if matter is None or matter.kind is not MatterKind.DEVIATION:
        return None
    note_reading(office, reader, "deviation", ref=ref, subject=matter_id)
    history = office.casebook.recorded(ref)
    record = office.context(course, history, history[-1]).record
    seq, event = next(item for item in record.of(DeviationReported) if item[1].matter == matter_id)
    clean = record.discretion.clean
    return DeviationDesk(
        course=course,
        matter=matter,
        event=event,
        fact=clean(event.fact),
        plan_item=clean(event.plan_item),
        explanation=clean(event.citizen_explanation),
        steps=handling(record, seq, event),
        next=_next(office, course, matter),
    )


def _next(office: Office, course: Course, matter: Matter) -> NextRung | None:
    timer = next((one for one in course.timers if one.key == f"{matter.kind}:{matter.id}"), None)
    if timer is None or matter.status == "closed":
        return None
    programme = office.programme_of(course)
    why = explain_on(course, timer, programme, office.calendar_of(course))
    return NextRung(timer.due_at, _recipients(office, course, timer), why)


def _recipients(office: Office, course: Course, timer: Timer) -> tuple[str, ...]:
    """Past the last rung the last one repeats."""
    rungs = office.programme_of(course).deadlines[timer.kind].rungs
    rung = rungs[min(timer.rung, len(rungs) - 1)]
    return tuple(names.RECIPIENTS[to] for to in rung.to)
