"""Open courses by the hash of their last event: whoever has seen a hash knows the course's whole state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, select

from domain.course import Course
from domain.lifecycle import FINAL
from models.codec import load_course
from models.places import COURSES
from models.statements import Statement
from models.store import Transaction

Head = tuple[int, str, bytes]
"""A course's number, its mentor, and the hash of its last event."""
_OPEN = Statement(
    select(COURSES.c.id, COURSES.c.mentor, COURSES.c.head)
    .where(COURSES.c.mentor != "", *(COURSES.c.phase != phase.value for phase in sorted(FINAL)))
    .order_by(COURSES.c.id)
)
_STATE = Statement(
    select(COURSES.c.id, COURSES.c.head, COURSES.c.state, COURSES.c.ref).where(
        COURSES.c.id == bindparam("number")
    )
)


def open_heads(transaction: Transaction) -> list[Head]:
    """Every open course that has a mentor, oldest first."""
    return [(number, mentor, bytes(head)) for number, mentor, head in transaction.all(_OPEN)]


def at_heads(transaction: Transaction, numbers: Sequence[int]) -> Iterator[tuple[int, bytes, Course]]:
    """The courses of these numbers, each with its number and hash. Raises Tampered."""
    rows = [row for number in numbers if (row := transaction.one(_STATE, number=number))]
    return ((number, bytes(head), load_course(state, ref)) for number, head, state, ref in rows)
