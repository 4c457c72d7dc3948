"""A progress report that waits for approval, before the coordinator who reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.documents import ProgressReport
from casework.access.reading_log import note_reading
from casework.names import ROLES
from casework.office import Office
from casework.reports import progress_report
from domain.course import Course
from domain.course_parts import Matter
from domain.events import ProgressReportSent
from domain.matters import MatterKind
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class ReportDesk:
    """The page; the report is personal. `written_at` is UTC. Nobody approves her own: `is_author` (local)."""

    course: Course
    matter: Matter
    report: ProgressReport
    written_by: str
    written_at: datetime
    is_author: bool


def report_desk(office: Office, ref: str, matter_id: str, reader: Actor) -> ReportDesk | None:
    """The report that waits in that matter; None where there is none. Who reads is written down.

    Raises Refused for somebody who may not read the course, UnknownCourse.
    """
    course = office.casebook.course(ref)
    matter = course.matter(matter_id)
    if matter is None or matter.kind is not MatterKind.REPORT_APPROVAL or matter.status == "closed":
        return None
    note_reading(office, reader, "progress_report", ref=ref)
    history = office.casebook.recorded(ref)
    trigger = next(
        one
        for one in reversed(history)
        if isinstance(one.event, ProgressReportSent) and one.event.awaits == matter_id
    )
    name = f"{ROLES[trigger.actor.role]} {office.staff.name_of(trigger.actor.id)}"
    report = progress_report(office.context(course, history, trigger))
    return ReportDesk(course, matter, report, name, trigger.at, trigger.actor == reader)
