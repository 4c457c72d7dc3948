"""What somebody asked for that takes longer than a page may: kept until it is done, and some time after."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Index, LargeBinary, Text, text
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable

UNDONE = text("done_at IS NULL")


class JobRow(CasebookTable, table=True):
    """One job. `kind` and `subject` say what is to be done, in codes and numbers alone; the same is never
    asked for twice before it is done. Whoever works on it holds `lease` until `until`. `problem` is empty
    where all went well; `content` is sealed.
    """

    __tablename__ = "job"
    __table_args__: ClassVar[Any] = (
        Index("ix_job_undone", "kind", "subject", unique=True, sqlite_where=UNDONE, postgresql_where=UNDONE),
        Index("ix_job_subject", "kind", "subject", "id"),
    )

    id: int = Field(primary_key=True)
    kind: str
    subject: str
    asked_by: str
    asked_at: datetime = Field(sa_type=Instant)
    lease: str = ""
    until: datetime | None = Field(default=None, sa_type=Instant)
    attempts: int = 0
    done_at: datetime | None = Field(default=None, sa_type=Instant)
    problem: str = Field(default="", sa_type=Text)
    result: str = ""
    content: bytes = Field(default=b"", sa_type=LargeBinary)
