"""What was refused at the door, and who opened a course that is not hers with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class RefusalRow(CasebookTable, table=True):
    """Somebody signed in was turned away: which account, from which route, with which code.

    `ref` is what she asked for, where it had the form of a reference; there need not be such a course. Rows
    are only ever added, and deleted when they are old.
    """

    __tablename__ = "refusal"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)
    account: str = Field(index=True)
    route: str
    code: str
    ref: str = ""


class BreakGlassRow(CasebookTable, table=True):
    """Somebody opened a course that is not hers. `reason` is sealed under the course's key.

    `seen_at` is when the course's coordinator took note of it, and `seen_by` who that was.
    """

    __tablename__ = "break_glass"

    id: int = Field(primary_key=True)
    course_id: int = Field(foreign_key="course.id", index=True)
    account: str = Field(index=True)
    at: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    reason: bytes = Field(sa_type=LargeBinary)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    seen_by: str = ""


class DeciderChangeRow(CasebookTable, table=True):
    """Somebody registered, moved or ended a person of the authority: who may see and decide hangs on it.

    `by` is empty for what was done on the command line.
    """

    __tablename__ = "decider_change"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    decider: str = Field(foreign_key="decider.ref", index=True)
    what: str
    by: str
