"""Who may decide, with which single-use code; and the signed checkpoints over the whole casebook."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class DeciderRow(CasebookTable, table=True):
    """A person of the authority who decides. Name and e-mail are sealed under the controller's key, and found
    by keyed digests (`models.deciders`).
    """

    __tablename__ = "decider"

    ref: str = Field(primary_key=True)
    controller: str
    role: str
    unit: str
    key_id: str
    added_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    person: bytes = Field(sa_type=LargeBinary)
    address: bytes = Field(sa_type=LargeBinary, index=True)
    called: bytes = Field(sa_type=LargeBinary, index=True)


class DecisionCodeRow(CasebookTable, table=True):
    """A code that lets one decider take one decision on one course. Only its keyed digest is kept."""

    __tablename__ = "decision_code"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    decider_ref: str = Field(foreign_key="decider.ref")
    course_id: int = Field(foreign_key="course.id", index=True)
    issued_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class CheckpointRow(CasebookTable, table=True):
    """A signed statement of how many courses there were, and the digest of all their heads."""

    __tablename__ = "checkpoint"

    id: int | None = Field(default=None, primary_key=True)
    day: date
    at: datetime = Field(sa_type=Instant)
    courses: int
    events: int
    digest: bytes = Field(sa_type=LargeBinary)
    signature: bytes = Field(sa_type=LargeBinary)
