"""Courses that were opened with a reason by somebody whose they are not; each is taken note of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, select, update

from domain.values import Actor
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.places import COURSES, place
from models.readings import add_reading
from models.statements import Row, Statement, insertion, table_of
from models.tables.seeing import BreakGlassRow

READ_AS = "break_glass"
_GLASSES = table_of(BreakGlassRow)
_ADD = insertion(BreakGlassRow)


def _lines() -> Select[tuple[object, ...]]:
    columns = ("id", "account", "at", "until", "seen_at", "seen_by")
    return (
        select(COURSES.c.ref, *(_GLASSES.c[name] for name in columns))
        .join(COURSES, COURSES.c.id == _GLASSES.c.course_id)
        .order_by(_GLASSES.c.id.desc())
    )


_STANDING = Statement(
    select(_GLASSES.c.id)
    .join(COURSES, COURSES.c.id == _GLASSES.c.course_id)
    .where(
        COURSES.c.ref == bindparam("ref"),
        _GLASSES.c.account == bindparam("account"),
        _GLASSES.c.at <= bindparam("now"),
        _GLASSES.c.until > bindparam("now"),
    )
)
_LATEST = Statement(_lines().limit(bindparam("most")))
_OF_COURSE = Statement(_lines().where(COURSES.c.ref == bindparam("ref")))
_UNSEEN = Statement(
    _lines()
    .where(COURSES.c.coordinator == bindparam("coordinator"), _GLASSES.c.seen_at.is_(None))
    .limit(bindparam("most"))
)
_REASON = Statement(
    select(COURSES.c.key_id, COURSES.c.ref, _GLASSES.c.reason)
    .join(COURSES, COURSES.c.id == _GLASSES.c.course_id)
    .where(_GLASSES.c.id == bindparam("number"))
)
_SEEN = Statement(
    update(_GLASSES)
    .where(_GLASSES.c.id == bindparam("number"), _GLASSES.c.seen_at.is_(None))
    .values(seen_at=bindparam("now"), seen_by=bindparam("by"))
)


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """One such opening: its number, the course, who (`role:id`), from when until when (UTC), and who took
    note of it when.
    """

    ref: str
    id: int
    account: str
    at: datetime
    until: datetime
    seen_at: datetime | None
    seen_by: str


class BreakGlasses:
    """Those of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def open(self, ref: str, who: Actor, reason: str, now: datetime, until: datetime) -> int:
        """Open a course for somebody, and write it into the log of readings in the same commit. Gives its
        number. Raises UnknownCourse, KeyDestroyed for an erased course.
        """
        with self._database.begin() as transaction:
            at = place(transaction, ref)
            number = next_number(transaction, READ_AS)
            sealed = self._keyring.key(at.key_id).seal(
                reason.encode(), READ_AS, "reason", f"{ref} nr. {number}"
            )
            transaction.change(
                _ADD,
                id=number,
                course_id=at.id,
                account=str(who),
                at=micros(now),
                until=micros(until),
                reason=sealed,
                seen_at=None,
                seen_by="",
            )
            add_reading(transaction, who, READ_AS, now, course_id=at.id, subject=str(number))
        return number

    def is_open(self, ref: str, account: str, now: datetime) -> bool:
        """Whether the course stands open for that account at an instant."""
        with self._database.read() as transaction:
            return transaction.one(_STANDING, ref=ref, account=account, now=micros(now)) is not None

    def latest(self, most: int = 100) -> list[BrokenGlass]:
        """The last ones of all, newest first."""
        with self._database.read() as transaction:
            return [_glass(row) for row in transaction.all(_LATEST, most=most)]

    def of_course(self, ref: str) -> list[BrokenGlass]:
        """Those of one course, newest first."""
        with self._database.read() as transaction:
            return [_glass(row) for row in transaction.all(_OF_COURSE, ref=ref)]

    def unseen(self, coordinator: str, most: int = 50) -> list[BrokenGlass]:
        """Those on a coordinator's courses that nobody has taken note of yet, newest first."""
        with self._database.read() as transaction:
            return [_glass(row) for row in transaction.all(_UNSEEN, coordinator=coordinator, most=most)]

    def reason(self, number: int) -> str:
        """Why it was opened. Raises KeyDestroyed for an erased course."""
        with self._database.read() as transaction:
            row = transaction.one(_REASON, number=number)
        if row is None:
            return ""
        key_id, ref, sealed = row
        return self._keyring.key(key_id).open(sealed, READ_AS, "reason", f"{ref} nr. {number}").decode()

    def take_note(self, number: int, by: Actor, now: datetime) -> bool:
        """Write down who has seen that it happened; False where somebody had already."""
        with self._database.begin() as transaction:
            return bool(transaction.change(_SEEN, number=number, by=str(by), now=micros(now)))


def _glass(row: Row) -> BrokenGlass:
    ref, number, account, at, until, seen_at, seen_by = row
    seen = None if seen_at is None else from_micros(seen_at)
    return BrokenGlass(ref, number, account, from_micros(at), from_micros(until), seen, seen_by)
