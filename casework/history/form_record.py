"""What somebody who writes on a course must see of it: the citizen's goals in their own words."""

from __future__ import annotations

from casework.access.reading_log import note_reading
from casework.history.case_record import CaseRecord
from casework.office import Office
from domain.errors import Refused
from domain.values import Actor


def record_for(office: Office, writer: Actor, ref: str) -> CaseRecord | None:
    """The course's history, for one who may read it, which is written down; None for others, to whom a form
    names the goals by their numbers. Raises UnknownCourse.
    """
    try:
        note_reading(office, writer, "form", ref=ref)
    except Refused:
        return None
    return CaseRecord(office.casebook.recorded(ref))
