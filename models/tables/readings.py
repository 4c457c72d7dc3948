"""Who read what: one row for every time a person was shown something personal."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class ReadingRow(CasebookTable, table=True):
    """One reading. `id` counts without gaps, `hash` covers the hash before it and every other column.

    `what` is a code, `subject` the number of the mail or letter that was read, if it was one. Rows are only
    ever added.
    """

    __tablename__ = "reading"

    id: int = Field(primary_key=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    at: datetime = Field(sa_type=Instant)
    actor: str
    what: str
    subject: str = ""
    hash: bytes = Field(sa_type=LargeBinary)
