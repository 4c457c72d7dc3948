"""The corps's own tables: mentors, absences, documents, supervision, and what keeps mentors safe."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Column, Index, LargeBinary
from sqlmodel import Field

from models.columns import Hundredths, Instant
from models.tables.courses import CasebookTable


class MentorProfileRow(CasebookTable, table=True):
    """A mentor's profile as it stands, sealed under the corps's key: it is about one of us.

    Only her last day lies open too: who reads her letters must be known without opening anything.
    """

    __tablename__ = "mentor_profile"

    mentor: str = Field(primary_key=True)
    leaves_on: date | None = None
    key_id: str
    profile: bytes = Field(sa_type=LargeBinary)
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str


class AbsenceRow(CasebookTable, table=True):
    """Somebody is away, and who stands in; there is no column for why.

    Both days are included; without `ends_on` until further notice. `changed_by` ended or withdrew it; a
    withdrawn one counts no more.
    """

    __tablename__ = "absence"

    id: int = Field(primary_key=True)
    person: str = Field(index=True)
    substitute: str = ""
    starts_on: date
    ends_on: date | None = None
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str
    changed_at: datetime | None = Field(default=None, sa_type=Instant)
    changed_by: str = ""
    withdrawn: bool = False


class LieuRow(CasebookTable, table=True):
    """Hours earned for time off in lieu, or taken. Rows are only ever added; a mistake is balanced out."""

    __tablename__ = "lieu_hours"

    id: int = Field(primary_key=True)
    mentor: str = Field(index=True)
    on: date
    kind: str
    hours: Decimal = Field(sa_type=Hundredths)
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str


class CorpsDocumentRow(CasebookTable, table=True):
    """A version of a standing document (crisis plan and so on), sealed; the newest counts."""

    __tablename__ = "corps_document"

    kind: str = Field(primary_key=True)
    version: int = Field(primary_key=True)
    key_id: str
    content: bytes = Field(sa_type=LargeBinary)
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str


class VisitRow(CasebookTable, table=True):
    """A visit that a mentor makes alone. Somebody is told at `alarm_at` unless `back_at` is set by then, and
    again at the next one; `missed_at` says when somebody first was, `told` how many times. Where it is lies
    sealed under the course's key.
    """

    __tablename__ = "visit"
    __table_args__: ClassVar[Any] = (
        Index(
            "visit_watched",
            "alarm_at",
            sqlite_where=Column("back_at").is_(None),
            postgresql_where=Column("back_at").is_(None),
        ),
    )

    id: int = Field(primary_key=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    mentor: str
    starts_at: datetime = Field(sa_type=Instant)
    ends_at: datetime = Field(sa_type=Instant)
    alarm_at: datetime = Field(sa_type=Instant)
    place: bytes = Field(sa_type=LargeBinary)
    planned_at: datetime = Field(sa_type=Instant)
    planned_by: str
    back_at: datetime | None = Field(default=None, sa_type=Instant)
    back_by: str = ""
    missed_at: datetime | None = Field(default=None, sa_type=Instant)
    told: int = 0


class IncidentRow(CasebookTable, table=True):
    """What happened to a mentor, sealed: under the course's key where it belongs to one, else the corps's."""

    __tablename__ = "incident"

    id: int = Field(primary_key=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    mentor: str
    occurred_at: datetime = Field(sa_type=Instant)
    kind: str
    key_id: str
    content: bytes = Field(sa_type=LargeBinary)
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_by: str = ""


class SupervisionRow(CasebookTable, table=True):
    """A supervision or case discussion, sealed under the corps's key. It points at no course."""

    __tablename__ = "supervision"

    id: int = Field(primary_key=True)
    held_on: date
    kind: str
    key_id: str
    content: bytes = Field(sa_type=LargeBinary)
    entered_at: datetime = Field(sa_type=Instant)
    entered_by: str
