"""The reconciliations of hours that were made: append-only, so that a later correction shows as a change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import bindparam, select

from domain.values import Actor
from models.columns import from_micros, micros
from models.course_audit import Finding
from models.database import Database
from models.errors import Tampered
from models.numbering import given_out, next_number
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.hours import ReconciliationRow

SERIES = "reconciliation"
_ROWS = table_of(ReconciliationRow)
_INSERT = insertion(ReconciliationRow)
_WHOLE = select(
    _ROWS.c.id,
    _ROWS.c.controller,
    _ROWS.c.month,
    _ROWS.c.at,
    _ROWS.c.actor,
    _ROWS.c.sha256,
    _ROWS.c.lines,
)
_LATEST = Statement(
    _WHOLE.where(_ROWS.c.controller == bindparam("controller"), _ROWS.c.month == bindparam("month"))
    .order_by(_ROWS.c.id.desc())
    .limit(1)
)
_NUMBERED = Statement(_WHOLE.where(_ROWS.c.id == bindparam("number")))
_NEWEST = Statement(
    select(_ROWS.c.id, _ROWS.c.controller, _ROWS.c.month, _ROWS.c.at, _ROWS.c.actor, _ROWS.c.sha256)
    .order_by(_ROWS.c.id.desc())
    .limit(bindparam("most"))
)
_ALL = Statement(select(_ROWS.c.id, _ROWS.c.lines, _ROWS.c.sha256).order_by(_ROWS.c.id))
CHANGED = "linjerne er ændret, efter at de blev noteret"
Told = list[dict[str, Any]]
"""The lines of a reconciliation as plain values; hours are texts."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One that was made: its number, whose month, when (UTC), by whom, and the hash over its lines."""

    id: int
    controller: str
    month: str
    at: datetime
    actor: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reconciliation(Settled):
    """The same with its lines."""

    lines: Told


class Reconciliations:
    """The reconciliations of one installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, controller: str, month: str, lines: Told, actor: Actor, now: datetime) -> Reconciliation:
        """Keep what was told of a controller's month, and commit."""
        text = msgspec.json.encode(lines, order="sorted").decode()
        digest = _digest(text)
        with self._database.begin() as transaction:
            number = next_number(transaction, SERIES)
            row = {"id": number, "controller": controller, "month": month, "at": micros(now)}
            transaction.change(_INSERT, **row, actor=str(actor), lines=text, sha256=digest)
        return Reconciliation(number, controller, month, now, str(actor), digest, lines)

    def latest(self, controller: str, month: str) -> Reconciliation | None:
        """The newest one of a controller's month, if there is any. Raises Tampered if it was changed."""
        with self._database.read() as transaction:
            row = transaction.one(_LATEST, controller=controller, month=month)
        return None if row is None else _whole(row)

    def numbered(self, number: int) -> Reconciliation | None:
        """The one with that number, if there is any. Raises Tampered if it was changed."""
        with self._database.read() as transaction:
            row = transaction.one(_NUMBERED, number=number)
        return None if row is None else _whole(row)

    def newest(self, most: int) -> list[Settled]:
        """Those that were made last, the newest first, without their lines."""
        with self._database.read() as transaction:
            rows = transaction.all(_NEWEST, most=most)
        return [
            Settled(number, controller, month, from_micros(at), actor, digest)
            for number, controller, month, at, actor, digest in rows
        ]


def _whole(row: Row) -> Reconciliation:
    number, controller, month, at, actor, digest, text = row
    if _digest(text) != digest:
        raise Tampered(SERIES, f"nr. {number}", CHANGED)
    lines = msgspec.json.decode(text)
    return Reconciliation(number, controller, month, from_micros(at), actor, digest, lines)


def reconciliation_findings(transaction: Transaction) -> Iterator[Finding]:
    """What is wrong with the reconciliations: changed lines, and rows taken out."""
    expected = 1
    for number, text, digest in transaction.all(_ALL):
        yield from (_gone(missing) for missing in range(expected, number))
        if _digest(text) != digest:
            yield Finding(SERIES, f"nr. {number}", CHANGED)
        expected = number + 1
    last = given_out(transaction, SERIES).get(SERIES, 0)
    yield from (_gone(missing) for missing in range(expected, last + 1))


def _gone(number: int) -> Finding:
    return Finding(SERIES, f"nr. {number}", "opgørelsen er taget ud")


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
