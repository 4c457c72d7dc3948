"""Who is away from when to when, and who stands in. What was changed stays, with who changed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import bindparam, select, update

from domain.corps.absence import Absence, may_be_absent
from domain.errors import Refused
from models.columns import micros
from models.database import Database
from models.numbering import next_number
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.corps import AbsenceRow

_ABSENCES = table_of(AbsenceRow)
_ADD = insertion(AbsenceRow)
_ALL = Statement(
    select(
        _ABSENCES.c.id,
        _ABSENCES.c.person,
        _ABSENCES.c.substitute,
        _ABSENCES.c.starts_on,
        _ABSENCES.c.ends_on,
    )
    .where(_ABSENCES.c.withdrawn.is_(False))
    .order_by(_ABSENCES.c.id)
)
_CHANGE = Statement(
    update(_ABSENCES)
    .where(_ABSENCES.c.id == bindparam("number"))
    .values(
        ends_on=bindparam("last_on"),
        withdrawn=bindparam("gone"),
        changed_at=bindparam("now"),
        changed_by=bindparam("by"),
    )
)


class Absences:
    """The absences that count."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, absence: Absence, by: str, now: datetime) -> Absence:
        """Enter an absence; gives it its number. Raises Refused as `may_be_absent`."""
        with self._database.begin() as transaction:
            # Taken first: its counter lets one writer in at a time, so nobody adds an overlap meanwhile.
            numbered = replace(absence, id=next_number(transaction, "absence"))
            may_be_absent(numbered, _all(transaction))
            transaction.change(_ADD, **_row(numbered, by, now))
        return numbered

    def end(self, number: int, last_on: date, by: str, now: datetime) -> Absence | None:
        """Let an absence end after `last_on`, earlier or later than was planned; before its first day it is
        withdrawn (None). Raises Refused if there is none, or if it would overlap another.
        """
        with self._database.begin() as transaction:
            absences = {absence.id: absence for absence in _all(transaction)}
            if number not in absences:
                text = f"Der findes intet fravær nr. {number}. Se dem med: mentor corps absence list."
                raise Refused("unknown-absence", text)
            gone = last_on < absences[number].starts_on
            ended = absences[number] if gone else replace(absences[number], ends_on=last_on)
            if not gone:
                may_be_absent(ended, absences.values())
            _change(transaction, ended, gone=gone, by=by, now=now)
        return None if gone else ended

    def all(self) -> list[Absence]:
        """Every absence that was not withdrawn, oldest first."""
        with self._database.read() as transaction:
            return _all(transaction)


def _all(transaction: Transaction) -> list[Absence]:
    return [_absence(row) for row in transaction.all(_ALL)]


def _change(transaction: Transaction, ended: Absence, *, gone: bool, by: str, now: datetime) -> None:
    last_on = ended.ends_on.isoformat() if ended.ends_on else None
    transaction.change(_CHANGE, number=ended.id, last_on=last_on, gone=gone, now=micros(now), by=by)


def _row(absence: Absence, by: str, now: datetime) -> dict[str, object]:
    return {
        "id": absence.id,
        "person": absence.person,
        "substitute": absence.substitute,
        "starts_on": absence.starts_on.isoformat(),
        "ends_on": absence.ends_on.isoformat() if absence.ends_on else None,
        "entered_at": micros(now),
        "entered_by": by,
        "changed_at": None,
        "changed_by": "",
        "withdrawn": False,
    }


def _absence(row: Row) -> Absence:
    number, person, substitute, starts_on, ends_on = row
    return Absence(
        id=number,
        person=person,
        substitute=substitute,
        starts_on=date.fromisoformat(str(starts_on)),
        ends_on=date.fromisoformat(str(ends_on)) if ends_on is not None else None,
    )
