"""Lists of courses for people: rows through SQLModel, filtered in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from domain.events import MeetingRecorded
from domain.lifecycle import FINAL
from models.sight import EVERYTHING, Sight
from models.tables.courses import CourseRow, EventRow


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which courses to list; what is empty does not matter."""

    controller: str = ""
    programme: str = ""
    phase: str = ""
    mentor: str = ""
    coordinator: str = ""
    waiting_on: str = ""
    open_only: bool = False
    ended_only: bool = False
    received_until: datetime | None = None
    """Only what was received at that instant (UTC) or before."""
    logged_since: datetime | None = None
    """Only what has a log-book entry that was written at that instant (UTC) or later."""
    sight: Sight = EVERYTHING
    """Whose eyes the list is for; without it the system's own."""
    after: str = ""
    """Only what came after the course with that reference."""
    most: int | None = None
    """So many at most; None for all."""


ALL = Wanted()
SAME = ("controller", "programme", "phase", "mentor", "coordinator", "waiting_on")
"""What a row has in common with what is wanted, where something is."""


def courses(session: Session, wanted: Wanted) -> list[CourseRow]:
    """The rows that are wanted, oldest first."""
    query = select(CourseRow).where(*conditions(wanted)).order_by(col(CourseRow.id)).limit(wanted.most)
    return list(session.exec(query))


def count(session: Session, wanted: Wanted) -> int:
    """How many there are."""
    return session.exec(select(func.count()).select_from(CourseRow).where(*conditions(wanted))).one()


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What the rows of the courses that are wanted have in common."""
    given = {name: value for name in SAME if (value := getattr(wanted, name))}
    same = [col(getattr(CourseRow, name)) == value for name, value in given.items()]
    if wanted.sight is not EVERYTHING:
        same.append(wanted.sight.condition)
    if wanted.after:
        last = select(CourseRow.id).where(CourseRow.ref == wanted.after).scalar_subquery()
        same.append(col(CourseRow.id) > last)
    ended = [phase.value for phase in FINAL]
    if wanted.open_only:
        same.append(col(CourseRow.phase).not_in(ended))
    if wanted.ended_only:
        same.append(col(CourseRow.phase).in_(ended))
    if wanted.received_until is not None:
        same.append(col(CourseRow.received_at) <= wanted.received_until)
    if wanted.logged_since is not None:
        logged = select(EventRow.course_id).where(
            EventRow.type == MeetingRecorded.__name__, col(EventRow.at) >= wanted.logged_since
        )
        same.append(col(CourseRow.id).in_(logged))
    return same
