"""The courses on which something runs, by whose they are: heads first, snapshots only of what is asked for.

A head tells whether a course has moved on, so that what was worked out from its snapshot can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlmodel import Session

from domain.course import Course
from domain.lifecycle import FINAL
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
_PRESSING = (
    select(
        COURSES.c.ref,
        COURSES.c.controller,
        COURSES.c.coordinators_deadline,
        COURSES.c.mentors_deadline,
        COURSES.c.jobcentres_deadline,
    )
    .where(_RUNS)
    .where(
        or_(
            COURSES.c.coordinators_deadline <= bindparam("until"),
            COURSES.c.mentors_deadline <= bindparam("until"),
            COURSES.c.jobcentres_deadline.isnot(None),
        )
    )
)
_OF_COORDINATOR = Statement(_PRESSING.where(COURSES.c.coordinator == bindparam("coordinator")))
_UNASSIGNED = Statement(
    _PRESSING.where(COURSES.c.coordinator == "", COURSES.c.controller == bindparam("controller"))
)
_BY_MENTOR = Statement(
    select(
        COURSES.c.mentor,
        func.count(),
        func.sum(case((COURSES.c.mentors_deadline < bindparam("today"), 1), else_=0)),
        func.sum(case((COURSES.c.mentors_deadline == bindparam("today"), 1), else_=0)),
    )
    .where(COURSES.c.mentor != "", *(COURSES.c.phase != phase.value for phase in sorted(FINAL)))
    .group_by(COURSES.c.mentor)
)
_OF_MENTOR = Statement(_heads().where(COURSES.c.mentor == bindparam("mentor"), _RUNS))
_HEADS_OF_COORDINATOR = Statement(_heads().where(COURSES.c.coordinator == bindparam("coordinator"), _RUNS))
_HEADS_UNASSIGNED = Statement(
    _heads().where(COURSES.c.coordinator == "", COURSES.c.controller == bindparam("controller"), _RUNS)
)
_NAMES = tuple(f"ref{number}" for number in range(TOGETHER))
_STATES = Statement(
    select(COURSES.c.ref, COURSES.c.head, COURSES.c.state).where(
        COURSES.c.ref.in_([bindparam(name) for name in _NAMES])
    )
)


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list: so many from a place (from 0), and those with something owed `before` a day."""

    start: int
    most: int
    before: date | None = None


class Pressing(NamedTuple):
    """A course with something owed soon: whose it is, and the nearest day (`date.toordinal`) that each
    party owes something by.
    """

    ref: str
    controller: str
    coordinator: int | None
    mentor: int | None
    jobcentre: int | None


class OfMentor(NamedTuple):
    """A mentor's open courses in numbers: all, those with something of hers that is late, and with something
    today that is the nearest.
    """

    mentor: str
    courses: int
    late: int
    today: int


def of_coordinator(
    transaction: Transaction, coordinator: str, controllers: Sequence[str], until: date
) -> list[Pressing]:
    """A coordinator's courses, and those of `controllers` that nobody has been given yet, where she or the
    mentor owes something by a Danish day, or the jobcentre owes anything.
    """
    last = until.toordinal()
    rows = transaction.all(_OF_COORDINATOR, coordinator=coordinator, until=last)
    for controller in controllers:
        rows += transaction.all(_UNASSIGNED, controller=controller, until=last)
    return [Pressing(*row) for row in rows]


def by_mentor(transaction: Transaction, today: date) -> list[OfMentor]:
    """How much runs with each mentor on a Danish day."""
    rows = transaction.all(_BY_MENTOR, today=today.toordinal())
    return [OfMentor(mentor, int(courses), int(late), int(due)) for mentor, courses, late, due in rows]


def of_mentor(transaction: Transaction, mentor: str) -> list[Head]:
    """A mentor's courses."""
    return [Head(*row) for row in transaction.all(_OF_MENTOR, mentor=mentor)]


def heads_of_coordinator(
    transaction: Transaction, coordinator: str, controllers: Sequence[str]
) -> list[Head]:
    """A coordinator's courses on which something runs, and those of `controllers` that nobody has been given
    yet.
    """
    rows = transaction.all(_HEADS_OF_COORDINATOR, coordinator=coordinator)
    for controller in controllers:
        rows += transaction.all(_HEADS_UNASSIGNED, controller=controller)
    return [Head(*row) for row in rows]


def page_of_wanted(session: Session, wanted: Wanted, window: Window) -> list[str]:
    """The references of the courses that are wanted, the nearest deadline first, so many from a place on;
    those that have ended, the newest first.
    """
    late = () if window.before is None else (COURSES.c.deadline < window.before.toordinal(),)
    order = (COURSES.c.deadline.is_(None), COURSES.c.deadline, COURSES.c.ref)
    query = select(COURSES.c.ref).where(*conditions(wanted), *late)
    query = query.order_by(*(order if wanted.open_only else (COURSES.c.id.desc(),)))
    found = session.connection().execute(query.limit(window.most).offset(window.start))
    return [str(ref) for (ref,) in found]


def count_of_wanted(session: Session, wanted: Wanted, before: date | None) -> int:
    """How many courses are wanted, or have something that is owed before a Danish day."""
    late = () if before is None else (COURSES.c.deadline < before.toordinal(),)
    query = select(func.count()).select_from(COURSES).where(*conditions(wanted), *late)
    return int(session.connection().execute(query).scalar_one())


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
