"""The log of who read what: append-only, numbered without gaps, each row chained to the one before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from msgspec import msgpack
from sqlalchemy import bindparam, select

from domain.values import Actor
from models.chain import GENESIS
from models.columns import from_micros, micros
from models.course_audit import Finding
from models.database import Database
from models.numbering import given_out, next_number, next_numbers
from models.places import COURSES, place
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.readings import ReadingRow

SERIES = "reading"
_READINGS = table_of(ReadingRow)
_INSERT = insertion(ReadingRow)
_HASH = Statement(select(_READINGS.c.hash).where(_READINGS.c.id == bindparam("number")))
_LINES = (
    select(
        _READINGS.c.id,
        COURSES.c.ref,
        _READINGS.c.at,
        _READINGS.c.actor,
        _READINGS.c.what,
        _READINGS.c.subject,
    )
    .join(COURSES, COURSES.c.id == _READINGS.c.course_id, isouter=True)
    .order_by(_READINGS.c.id)
)
_LATEST = Statement(_LINES.order_by(None).order_by(_READINGS.c.id.desc()).limit(bindparam("most")))
_OF_COURSE = Statement(_LINES.where(COURSES.c.ref == bindparam("ref")))
_PAGE = Statement(
    select(_READINGS).where(_READINGS.c.id > bindparam("after")).order_by(_READINGS.c.id).limit(1000)
)
_NAMES = tuple(column.name for column in _READINGS.columns)
_pack = msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: its number, the course (None: a mail that is on no course), when (UTC), who, and what."""

    id: int
    course: str | None
    at: datetime
    actor: str
    what: str
    subject: str


class Readings:
    """The log of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, actor: Actor, what: str, now: datetime, *, course_ref: str | None = None, subject: str = ""
    ) -> int:
        """Write down that somebody reads, and commit; gives the number. Raises UnknownCourse.

        Called before anything is shown: what cannot be written down is not read.
        """
        with self._database.begin() as transaction:
            course_id = place(transaction, course_ref).id if course_ref else None
            return add_reading(transaction, actor, what, now, course_id=course_id, subject=subject)

    def record_each(self, actor: Actor, what: str, now: datetime, course_refs: Sequence[str]) -> None:
        """The same for several courses in one commit: all of it is written down, or none is read."""
        if not course_refs:
            return
        with self._database.begin() as transaction:
            courses = [place(transaction, ref).id for ref in course_refs]
            first = next_numbers(transaction, SERIES, len(courses))
            before, rows = _hash_of(transaction, first - 1), []
            for number, course_id in enumerate(courses, first):
                row = _line(number, course_id, actor, what, now, "")
                before = row["hash"] = _link(before, row)
                rows.append(row)
            transaction.change_many(_INSERT, rows)

    def read_since(self, actor: Actor, what: str, since: datetime, course_refs: Collection[str]) -> set[str]:
        """Of which of these courses the actor's reading of that kind has been written down since (UTC)."""
        of_those = select(COURSES.c.ref).join(_READINGS, COURSES.c.id == _READINGS.c.course_id)
        query = of_those.where(
            COURSES.c.ref.in_(course_refs),
            _READINGS.c.at >= since,
            _READINGS.c.actor == str(actor),
            _READINGS.c.what == what,
        )
        with self._database.session() as session:
            return set(session.connection().scalars(query))

    def subjects_read(self, actor: Actor, what: str, course_refs: Collection[str]) -> set[tuple[str, str]]:
        """The subjects of the actor's readings of that kind on these courses, each with its course."""
        of_those = select(COURSES.c.ref, _READINGS.c.subject).join(
            _READINGS, COURSES.c.id == _READINGS.c.course_id
        )
        query = of_those.where(
            COURSES.c.ref.in_(course_refs), _READINGS.c.actor == str(actor), _READINGS.c.what == what
        )
        with self._database.session() as session:
            return {(ref, subject) for ref, subject in session.connection().execute(query)}

    def latest(self, most: int = 100) -> list[Reading]:
        """The last readings of all courses, newest first."""
        with self._database.read() as transaction:
            return [_reading(row) for row in transaction.all(_LATEST, most=most)]

    def of_course(self, course_ref: str) -> list[Reading]:
        """Every reading of a course, oldest first."""
        with self._database.read() as transaction:
            return [_reading(row) for row in transaction.all(_OF_COURSE, ref=course_ref)]


def add_reading(
    transaction: Transaction,
    actor: Actor,
    what: str,
    now: datetime,
    *,
    course_id: int | None = None,
    subject: str = "",
) -> int:
    """Write a line in the transaction of what it tells; gives its number."""
    number = next_number(transaction, SERIES)
    row = _line(number, course_id, actor, what, now, subject)
    transaction.change(_INSERT, **row, hash=_link(_hash_of(transaction, number - 1), row))
    return number


def _line(
    number: int, course_id: int | None, actor: Actor, what: str, now: datetime, subject: str
) -> dict[str, Any]:
    return {
        "id": number,
        "course_id": course_id,
        "at": micros(now),
        "actor": str(actor),
        "what": what,
        "subject": subject,
    }


def last_reading(transaction: Transaction) -> tuple[int, bytes]:
    """The number and the hash of the last line: what a checkpoint signs."""
    number = given_out(transaction, SERIES).get(SERIES, 0)
    return number, _hash_of(transaction, number)


def read_before(transaction: Transaction, number: int, head: bytes) -> Iterator[Finding]:
    """What is wrong with the log up to a line that a checkpoint has signed."""
    if _hash_of(transaction, number) != head:
        yield Finding("reading", f"nr. {number}", "er skrevet om eller væk siden kontrolpunktet")


def reading_findings(transaction: Transaction) -> Iterator[Finding]:
    """What is wrong with the log: changed rows, rows taken out, and a tail that was cut off."""
    before, expected = GENESIS, 1
    while rows := transaction.all(_PAGE, after=expected - 1):
        for values in rows:
            row = dict(zip(_NAMES, values, strict=True))
            if row["id"] != expected:
                yield Finding("reading", f"nr. {expected}", "linjen er taget ud")
            elif _link(before, row) != row["hash"]:
                what = "linjen er ændret, eller den foregående er ikke den, den blev kædet til"
                yield Finding("reading", f"nr. {expected}", what)
            before, expected = row["hash"], row["id"] + 1
    if given_out(transaction, SERIES).get(SERIES, 0) != expected - 1:
        yield Finding("reading", f"efter nr. {expected - 1}", "linjerne er skåret fra")


def _hash_of(transaction: Transaction, number: int) -> bytes:
    row = transaction.one(_HASH, number=number)
    return bytes(row[0]) if row else GENESIS


def _link(before: bytes, row: dict[str, Any]) -> bytes:
    columns = (row[name] for name in ("id", "course_id", "at", "actor", "what", "subject"))
    return sha256(_pack((before, *columns))).digest()


def _reading(row: Row) -> Reading:
    number, ref, at, actor, what, subject = row
    return Reading(number, ref, from_micros(at), actor, what, subject)
