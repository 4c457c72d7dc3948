"""Where a course stands in its table: what a writer must know before it may add to it."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Select, bindparam, select

from domain.course import Course
from domain.errors import UnknownCourse
from domain.lifecycle import FINAL, Phase
from models.codec import load_course
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import CourseRow

COURSES = table_of(CourseRow)


class Place(NamedTuple):
    """A course's row as read: its number, its key, the sequence and hash of its last event, its snapshot."""

    id: int
    ref: str
    key_id: str
    seq: int
    head: bytes
    state: str

    def course(self) -> Course:
        """The course as it stands here. Raises Tampered if its snapshot cannot be read."""
        return load_course(self.state, self.ref)


def _places() -> Select[tuple[int, str, str, int, bytes, str]]:
    c = COURSES.c
    return select(c.id, c.ref, c.key_id, c.seq, c.head, c.state)


_BY_REF = Statement(_places().where(COURSES.c.ref == bindparam("ref")))
_BY_REGISTRATION = Statement(_places().where(COURSES.c.registration_key == bindparam("key")))
_WITH_DEADLINES = Statement(_places().where(COURSES.c.next_due_at.isnot(None)).order_by(COURSES.c.id))
_DUE = Statement(
    _places()
    .where(COURSES.c.next_due_at <= bindparam("now"))
    .order_by(COURSES.c.next_due_at)
    .limit(bindparam("most"))
    # On PostgreSQL two rounds at once take different courses; on SQLite the second waits its turn.
    .with_for_update(skip_locked=True)
)
_DUE_REFS = Statement(
    select(COURSES.c.ref)
    .where(COURSES.c.next_due_at <= bindparam("now"))
    .order_by(COURSES.c.next_due_at)
    .limit(bindparam("most"))
)


_BEHIND = Statement(
    select(COURSES.c.ref)
    .where(
        COURSES.c.programme == bindparam("programme"),
        COURSES.c.programme_version == bindparam("version"),
        *(COURSES.c.phase != phase.value for phase in sorted(FINAL | {Phase.RECEIVED, Phase.INCOMPLETE})),
    )
    .order_by(COURSES.c.id)
    .limit(bindparam("most"))
)


def place(transaction: Transaction, ref: str) -> Place:
    """The course with that reference. Raises UnknownCourse."""
    row = transaction.one(_BY_REF, ref=ref)
    if row is None:
        raise UnknownCourse(ref)
    return Place(*row)


def registered(transaction: Transaction, key: str) -> Place | None:
    """The course that was registered under this key, or None."""
    row = transaction.one(_BY_REGISTRATION, key=key)
    return Place(*row) if row else None


def with_deadlines(transaction: Transaction) -> list[Place]:
    """The courses on which a deadline runs, oldest first."""
    return [Place(*row) for row in transaction.all(_WITH_DEADLINES)]


def claim_due(transaction: Transaction, now: int, most: int) -> list[Place]:
    """The courses that are due at `now` (microseconds, UTC), earliest first, for this transaction alone."""
    return [Place(*row) for row in transaction.all(_DUE, now=now, most=most)]


def due_refs(transaction: Transaction, now: int, most: int) -> list[str]:
    """The references of the courses that are due at `now` (microseconds, UTC), earliest first."""
    return [str(ref) for (ref,) in transaction.all(_DUE_REFS, now=now, most=most)]


def refs_under(transaction: Transaction, programme: str, version: str, most: int) -> list[str]:
    """The references of the running courses that follow this version of a programme, oldest first."""
    rows = transaction.all(_BEHIND, programme=programme, version=version, most=most)
    return [str(ref) for (ref,) in rows]
