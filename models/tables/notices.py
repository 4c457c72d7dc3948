"""Notices: what must go out (intents) and the finished letters (envelopes)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class IntentRow(CasebookTable, table=True):
    """A notice that an event caused, and what telling it rests on. It waits until an envelope carries it."""

    __tablename__ = "intent"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("course_id", "seq", "kind", "recipient"),
        Index(
            "intent_waiting",
            "not_before",
            sqlite_where=Column("envelope_id").is_(None),
            postgresql_where=Column("envelope_id").is_(None),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    course_id: int = Field(foreign_key="course.id")
    seq: int
    kind: str
    recipient: str
    basis: str
    urgent: bool
    not_before: datetime = Field(sa_type=Instant)
    caused_at: datetime = Field(sa_type=Instant)
    envelope_id: int | None = Field(default=None, foreign_key="envelope.id")


class EnvelopeRow(CasebookTable, table=True):
    """A finished letter. `raw` are the bytes that go out, the same on every attempt.

    `address`, `raw` and `plain` are sealed under `key_id` (the course's key, or the controller's when the
    letter is about several courses). `lease` is the token of whoever is sending it now. An undelivered letter
    is ended by a person (`ended_as`, `ended_by`); the one written instead of it points back by `replaces`.
    """

    __tablename__ = "envelope"
    __table_args__: ClassVar[Any] = (
        Index(
            "envelope_to_send",
            "next_attempt_at",
            sqlite_where=Column("next_attempt_at").isnot(None),
            postgresql_where=Column("next_attempt_at").isnot(None),
        ),
        Index(
            "envelope_not_away",
            "state",
            sqlite_where=text("state <> 'sent' AND state <> 'posted'"),
            postgresql_where=text("state <> 'sent' AND state <> 'posted'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    controller: str
    key_id: str
    recipient: str
    urgent: bool
    message_id: str | None = Field(default=None, unique=True)
    state: str
    reason: str = ""
    attempts: int = 0
    created_at: datetime = Field(sa_type=Instant)
    next_attempt_at: datetime | None = Field(default=None, sa_type=Instant)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)
    lease: str | None = None
    raw_sha256: str = ""
    replaces: int | None = Field(default=None, foreign_key="envelope.id")
    ended_as: str = ""
    ended_by: str = ""
    address: bytes = Field(sa_type=LargeBinary)
    plain: bytes = Field(sa_type=LargeBinary)
    raw: bytes | None = Field(default=None, sa_type=LargeBinary)
