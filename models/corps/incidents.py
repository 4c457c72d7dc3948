"""What happened to mentors at work, sealed, and whether it was followed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
).order_by(_INCIDENTS.c.id)
_ALL = Statement(_LINES)
_OF_COURSE = Statement(
    _LINES.join(COURSES, COURSES.c.id == _INCIDENTS.c.course_id).where(COURSES.c.ref == bindparam("ref"))
)
_CONTENT = Statement(
    select(_INCIDENTS.c.key_id, _INCIDENTS.c.content).where(_INCIDENTS.c.id == bindparam("number"))
)
_SETTLE = Statement(
    update(_INCIDENTS)
    .where(_INCIDENTS.c.id == bindparam("number"), _INCIDENTS.c.settled_at.is_(None))
    .values(settled_at=bindparam("now"), settled_by=bindparam("by"))
)


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident without what happened. Instants are UTC; without `settled_at` nobody has followed it up."""

    id: int
    mentor: str
    kind: str
    occurred_at: datetime
    settled_at: datetime | None


class Incidents:
    """Every incident. One on a course is erased with the course."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, incident: Incident, by: str, now: datetime) -> int:
        """Enter an incident; gives its number. Raises UnknownCourse."""
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
            )
        return number

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
            raise Refused("unknown-incident", f"Der findes ingen hændelse nr. {number}.")
        plain = self._keyring.key(row[0]).open(bytes(row[1]), "incident", "content", str(number))
        return _SHAPE.validate_json(plain)


def _line(row: Row) -> IncidentLine:
    number, mentor, kind, occurred_at, settled_at = row
    settled = from_micros(settled_at) if settled_at is not None else None
    return IncidentLine(number, mentor, kind, from_micros(occurred_at), settled)
