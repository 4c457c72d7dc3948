"""What happened to mentors at work, sealed, and whether it was followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select, update

from domain.corps.incidents import Incident
from domain.errors import Refused
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.places import COURSES, place
from models.statements import Row, Statement, insertion, table_of
from models.tables.corps import IncidentRow

_SHAPE = TypeAdapter(Incident)
_INCIDENTS = table_of(IncidentRow)
_ADD = insertion(IncidentRow)
_LINES = select(
    _INCIDENTS.c.id,
    _INCIDENTS.c.mentor,
    _INCIDENTS.c.kind,
    _INCIDENTS.c.occurred_at,
    _INCIDENTS.c.settled_at,
    COURSES.c.ref,
)
_ON_COURSE = COURSES.c.id == _INCIDENTS.c.course_id
_ALL = Statement(_LINES.select_from(_INCIDENTS.outerjoin(COURSES, _ON_COURSE)).order_by(_INCIDENTS.c.id))
_OF_COURSE = Statement(
    _LINES.select_from(_INCIDENTS.join(COURSES, _ON_COURSE))
    .where(COURSES.c.ref == bindparam("ref"))
    .order_by(_INCIDENTS.c.id)
)
_CONTENT = Statement(
    select(_INCIDENTS.c.key_id, _INCIDENTS.c.content).where(_INCIDENTS.c.id == bindparam("number"))
)
_SETTLE = Statement(
    update(_INCIDENTS)
    .where(_INCIDENTS.c.id == bindparam("number"), _INCIDENTS.c.settled_at.is_(None))
    .values(settled_at=bindparam("now"), settled_by=bindparam("by"), tell_at=None)
)
_COURSE = Statement(
    select(COURSES.c.ref)
    .select_from(_INCIDENTS.outerjoin(COURSES, COURSES.c.id == _INCIDENTS.c.course_id))
    .where(_INCIDENTS.c.id == bindparam("number"))
)
_DUE = Statement(
    select(_INCIDENTS.c.id, _INCIDENTS.c.tell_at).where(_INCIDENTS.c.tell_at <= bindparam("now"))
)
_TELL_AT = Statement(
    update(_INCIDENTS)
    .where(_INCIDENTS.c.id == bindparam("number"), _INCIDENTS.c.tell_at == bindparam("seen"))
    .values(tell_at=bindparam("next"))
)
LEASE = timedelta(minutes=2)
"""How long whoever tells of an incident has it alone; after that it is told again."""


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident without what happened. Instants are UTC; without `settled_at` nobody has followed it up,
    without `course` it happened on none.
    """

    id: int
    mentor: str
    kind: str
    occurred_at: datetime
    settled_at: datetime | None
    course: str | None = None


class Incidents:
    """Every incident. One on a course is erased with the course."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, incident: Incident, by: str, now: datetime, *, tell: bool = False) -> int:
        """Enter an incident; gives its number. With `tell` somebody is to be told of it now, since no course
        does. Raises UnknownCourse.
        """
        own = self._keyring.corps_key(now)
        with self._database.begin() as transaction:
            at = place(transaction, incident.course) if incident.course else None
            key = self._keyring.key(at.key_id) if at else own
            number = next_number(transaction, "incident")
            transaction.change(
                _ADD,
                id=number,
                course_id=at.id if at else None,
                mentor=incident.mentor,
                occurred_at=micros(incident.occurred_at),
                kind=incident.kind,
                key_id=key.id,
                content=key.seal(_SHAPE.dump_json(incident), "incident", "content", str(number)),
                entered_at=micros(now),
                entered_by=by,
                settled_at=None,
                settled_by="",
                tell_at=micros(now) if tell else None,
            )
        return number

    def take_untold(self, now: datetime) -> dict[int, datetime]:
        """The incidents that somebody is to be told of now, taken for two minutes, with until when they are
        ours: nobody else tells of them meanwhile.
        """
        until = now + LEASE
        with self._database.begin() as transaction:
            due = transaction.all(_DUE, now=micros(now))
            taken = [
                number
                for number, seen in due
                if transaction.change(_TELL_AT, number=number, seen=seen, next=micros(until))
            ]
        return dict.fromkeys(taken, until)

    def told(self, number: int, until: datetime, again: datetime) -> None:
        """Somebody was told of an incident that was taken `until` then, and is again unless it is settled."""
        with self._database.begin() as transaction:
            transaction.change(_TELL_AT, number=number, seen=micros(until), next=micros(again))

    def course_of(self, number: int) -> str | None:
        """The course it happened on, if any; nothing is opened. Raises Refused if there is no incident."""
        with self._database.read() as transaction:
            row = transaction.one(_COURSE, number=number)
        if row is None:
            raise _unknown(number)
        return str(row[0]) if row[0] else None

    def settle(self, number: int, by: str, now: datetime) -> None:
        """Somebody has followed it up. Raises Refused if there is none that is open."""
        with self._database.begin() as transaction:
            if not transaction.change(_SETTLE, number=number, now=micros(now), by=by):
                raise Refused("no-open-incident", f"Der er ingen åben hændelse nr. {number}.")

    def all(self) -> list[IncidentLine]:
        """Every incident, oldest first."""
        with self._database.read() as transaction:
            return [_line(row) for row in transaction.all(_ALL)]

    def of_course(self, ref: str) -> list[IncidentLine]:
        """What has happened to mentors on a course, oldest first."""
        with self._database.read() as transaction:
            return [_line(row) for row in transaction.all(_OF_COURSE, ref=ref)]

    def opened(self, number: int) -> Incident:
        """What happened. Raises Refused if there is none, KeyDestroyed if its course was erased."""
        with self._database.read() as transaction:
            row = transaction.one(_CONTENT, number=number)
        if row is None:
            raise _unknown(number)
        plain = self._keyring.key(row[0]).open(bytes(row[1]), "incident", "content", str(number))
        return _SHAPE.validate_json(plain)


def _unknown(number: int) -> Refused:
    return Refused("unknown-incident", f"Der findes ingen hændelse nr. {number}.")


def _line(row: Row) -> IncidentLine:
    number, mentor, kind, occurred_at, settled_at, course = row
    settled = from_micros(settled_at) if settled_at is not None else None
    return IncidentLine(number, mentor, kind, from_micros(occurred_at), settled, course)
