"""The courses somebody sees, a page at a time: what a program fetches, however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework.access.accounts import Account
from casework.access.seeing import sight_of
from casework.office import Office
from models.listing import Wanted
from models.tables.courses import CourseRow


@dataclass(frozen=True, slots=True)
class Line:
    """A course in a list: nothing of it is personal. `next_due_at` is UTC."""

    ref: str
    controller: str
    programme: str
    phase: str
    mentor: str
    coordinator: str
    waiting_on: str
    next_due_at: datetime | None
    seq: int


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the courses, oldest first; `next` is what to ask for the following ones after, if there are."""

    rows: tuple[Line, ...]
    next: str | None


def page_of_courses(office: Office, account: Account, *, phase: str, after: str, most: int) -> Page:
    """The first `most` courses the account sees that came after the course `after`; empty: from the first."""
    wanted = Wanted(phase=phase, sight=sight_of(office, account), after=after, most=most + 1)
    found = [_line(row) for row in office.casebook.courses(wanted)]
    return Page(tuple(found[:most]), found[most - 1].ref if len(found) > most else None)


def _line(row: CourseRow) -> Line:
    return Line(
        row.ref,
        row.controller,
        row.programme,
        row.phase,
        row.mentor,
        row.coordinator,
        row.waiting_on,
        row.next_due_at,
        row.seq,
    )
