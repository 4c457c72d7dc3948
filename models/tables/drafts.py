"""What somebody has typed and not handed in yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class DraftRow(CasebookTable, table=True):
    """A form on a course, half filled in by one account. `sealed` is under the course's own key, and is gone
    when the course is erased.
    """

    __tablename__ = "draft"

    account: str = Field(primary_key=True)
    course_id: int = Field(primary_key=True, foreign_key="course.id", index=True)
    form: str = Field(primary_key=True)
    saved_at: datetime = Field(index=True, sa_type=Instant)
    sealed: bytes = Field(sa_type=LargeBinary)


class ReferralDraftRow(CasebookTable, table=True):
    """A referral, half filled in by one account on the page with that token. There is no course yet: `sealed`
    is under a key of its own, which is destroyed with it.
    """

    __tablename__ = "referral_draft"

    account: str = Field(primary_key=True)
    page: str = Field(primary_key=True)
    key_id: str
    saved_at: datetime = Field(index=True, sa_type=Instant)
    sealed: bytes = Field(sa_type=LargeBinary)
