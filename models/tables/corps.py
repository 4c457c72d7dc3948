"""The corps's own tables: mentors' profiles, absences, time off in lieu, and its standing documents."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Hundredths, Instant
from models.tables.courses import CasebookTable


class MentorProfileRow(CasebookTable, table=True):
    """A mentor's profile as it stands, sealed under the corps's key: it is about one of us."""

    __tablename__ = "mentor_profile"

    mentor: str = Field(primary_key=True)
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
