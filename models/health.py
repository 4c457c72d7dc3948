"""The few numbers that an operator needs, each by an index: no course, mail or letter is opened."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select

from models.columns import from_micros, micros
from models.database import Database
from models.places import COURSES
from models.statements import Statement, table_of
from models.tables.authority import CheckpointRow
from models.tables.notices import EnvelopeRow

_LETTERS, _CHECKPOINTS = table_of(EnvelopeRow), table_of(CheckpointRow)
_QUEUE = Statement(
    select(func.count(), func.min(_LETTERS.c.created_at)).where(
        _LETTERS.c.next_attempt_at.isnot(None), _LETTERS.c.next_attempt_at <= bindparam("now")
    )
)
_LATE = Statement(select(func.count()).select_from(COURSES).where(COURSES.c.next_due_at <= bindparam("then")))
_CHECKPOINT = Statement(
    select(_CHECKPOINTS.c.at, _CHECKPOINTS.c.courses, _CHECKPOINTS.c.events)
    .order_by(_CHECKPOINTS.c.id.desc())
    .limit(1)
)


def oldest_letter(database: Database, now: datetime) -> tuple[int, datetime | None]:
    """How many letters could leave at that instant, and when the oldest of them was written (UTC)."""
    with database.read() as transaction:
        row = transaction.one(_QUEUE, now=micros(now))
    count, oldest = row or (0, None)
    return int(count), from_micros(oldest) if oldest is not None else None


def late_courses(database: Database, then: datetime) -> int:
    """How many courses have a deadline that rang at or before that instant (UTC) and stands there still."""
    with database.read() as transaction:
        row = transaction.one(_LATE, then=micros(then))
    return int(row[0]) if row else 0


def last_checkpoint(database: Database) -> tuple[datetime, int, int] | None:
    """When the books were last signed (UTC), and how many courses and events there were."""
    with database.read() as transaction:
        row = transaction.one(_CHECKPOINT)
    return (from_micros(row[0]), int(row[1]), int(row[2])) if row else None
