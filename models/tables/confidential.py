"""Reportable matters, apart from everything else: nothing here names a course, a person or a kind."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class ConfidentialRow(CasebookTable, table=True):
    """One report, sealed whole under a key of its own. It refers to no other row.

    `id` is a keyed digest of the receipt that only its reporter holds. `due_at` is when something is to be
    done about it next. `letter` is what goes out, the same bytes each time.
    """

    __tablename__ = "confidential"

    id: str = Field(primary_key=True)
    key_id: str
    due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    content: bytes = Field(sa_type=LargeBinary)
    letter: bytes | None = Field(default=None, sa_type=LargeBinary)
