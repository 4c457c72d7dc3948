"""The ledger of time off in lieu: hours earned and taken, only ever added to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from domain.corps.lieu import LieuHours, may_enter
from models.columns import from_hundredths, hundredths, micros
from models.database import Database
from models.numbering import next_number
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.corps import LieuRow

_LIEU = table_of(LieuRow)
_ADD = insertion(LieuRow)
_ALL = Statement(select(_LIEU.c.mentor, _LIEU.c.on, _LIEU.c.kind, _LIEU.c.hours).order_by(_LIEU.c.id))


class LieuLedger:
    """Every mentor's hours, oldest line first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, line: LieuHours, by: str, now: datetime) -> None:
        """Enter hours. Raises Refused as `may_enter`."""
        with self._database.begin() as transaction:
            number = next_number(transaction, "lieu_hours")
            may_enter(line, [other for other in _all(transaction) if other.mentor == line.mentor])
            transaction.change(
                _ADD,
                id=number,
                mentor=line.mentor,
                on=line.on.isoformat(),
                kind=line.kind,
                hours=hundredths(line.hours),
                entered_at=micros(now),
                entered_by=by,
            )

    def all(self) -> list[LieuHours]:
        """Every line, oldest first."""
        with self._database.read() as transaction:
            return _all(transaction)


def _all(transaction: Transaction) -> list[LieuHours]:
    return [_line(row) for row in transaction.all(_ALL)]


def _line(row: Row) -> LieuHours:
    mentor, on, kind, hours = row
    return LieuHours(mentor=mentor, on=date.fromisoformat(str(on)), kind=kind, hours=from_hundredths(hours))
