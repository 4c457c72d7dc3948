"""The courses on which something runs, by whose they are: heads first, snapshots only of what is asked for.

A head tells whether a course has moved on, so that what was worked out from its snapshot can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from domain.course import Course
from models.codec import load_course
from models.listing import Wanted, conditions
from models.places import COURSES
from models.statements import Statement
from models.store import Transaction

TOGETHER = 50
"""How many snapshots one statement reads; a shorter list is filled up with its last reference."""


class Head(NamedTuple):
    """A course's reference, and the hash of its last event."""

    ref: str
    head: bytes


def _heads() -> Select[tuple[str, bytes]]:
    return select(COURSES.c.ref, COURSES.c.head)


_RUNS = COURSES.c.next_due_at.isnot(None)
_OF_COORDINATOR = Statement(_heads().where(COURSES.c.coordinator == bindparam("coordinator"), _RUNS))
_UNASSIGNED = Statement(
    _heads().where(COURSES.c.coordinator == "", COURSES.c.controller == bindparam("controller"), _RUNS)
)
_OF_MENTOR = Statement(_heads().where(COURSES.c.mentor == bindparam("mentor"), _RUNS))
_ALL = Statement(_heads().where(_RUNS))
_NAMES = tuple(f"ref{number}" for number in range(TOGETHER))
_OF_REFS = Statement(_heads().where(COURSES.c.ref.in_([bindparam(name) for name in _NAMES])))
_STATES = Statement(
    select(COURSES.c.ref, COURSES.c.head, COURSES.c.state).where(
        COURSES.c.ref.in_([bindparam(name) for name in _NAMES])
    )
)


def of_coordinator(transaction: Transaction, coordinator: str, controllers: Sequence[str]) -> list[Head]:
    """A coordinator's courses, and those of `controllers` that nobody has been given yet."""
    rows = transaction.all(_OF_COORDINATOR, coordinator=coordinator)
    for controller in controllers:
        rows += transaction.all(_UNASSIGNED, controller=controller)
    return [Head(*row) for row in rows]


def of_mentor(transaction: Transaction, mentor: str) -> list[Head]:
    """A mentor's courses."""
    return [Head(*row) for row in transaction.all(_OF_MENTOR, mentor=mentor)]


def everything(transaction: Transaction) -> list[Head]:
    """Every course on which something runs."""
    return [Head(*row) for row in transaction.all(_ALL)]


def of_refs(transaction: Transaction, refs: Sequence[str]) -> list[Head]:
    """The courses with these references, also those on which nothing runs."""
    return [Head(*row) for values in _parts(refs) for row in transaction.all(_OF_REFS, **values)]


def of_wanted(session: Session, wanted: Wanted) -> list[Head]:
    """The courses that are wanted, also those on which nothing runs."""
    query = _heads().where(*conditions(wanted))
    return [Head(*row) for row in session.connection().execute(query)]


def snapshots(transaction: Transaction, refs: Sequence[str]) -> Iterator[tuple[Head, Course]]:
    """The courses with these references as they stand, in no order. Raises Tampered."""
    for values in _parts(refs):
        for ref, head, state in transaction.all(_STATES, **values):
            yield Head(ref, head), load_course(state, ref)


def _parts(refs: Sequence[str]) -> Iterator[dict[str, str]]:
    for start in range(0, len(refs), TOGETHER):
        part = list(refs[start : start + TOGETHER])
        part += part[-1:] * (TOGETHER - len(part))
        yield dict(zip(_NAMES, part, strict=True))
