"""Calendar feeds: which secret address shows whose appointments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class CalendarFeedRow(CasebookTable, table=True):
    """The address of a mentor's calendar. Only a keyed digest of its secret is kept.

    `ended_at` says since when it shows nothing any more; `asked_on` the last Danish day it was asked for.
    """

    __tablename__ = "calendar_feed"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    mentor: str = Field(index=True)
    made_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    asked_on: str = ""
