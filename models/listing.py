"""Lists of courses for people: rows through SQLModel, filtered in the database."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from domain.lifecycle import FINAL
from models.tables.courses import CourseRow


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


ALL = Wanted()


def courses(session: Session, wanted: Wanted) -> list[CourseRow]:
    """The rows that are wanted, oldest first."""
    query = select(CourseRow).order_by(col(CourseRow.id))
    for name, value in asdict(wanted).items():
        if name != "open_only" and value:
            query = query.where(col(getattr(CourseRow, name)) == value)
    if wanted.open_only:
        query = query.where(col(CourseRow.phase).not_in([phase.value for phase in FINAL]))
    return list(session.exec(query))
