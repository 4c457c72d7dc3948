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
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.hours import ReconciliationRow

SERIES = "reconciliation"
_ROWS = table_of(ReconciliationRow)
_INSERT = insertion(ReconciliationRow)
_LATEST = Statement(
    select(_ROWS.c.id, _ROWS.c.at, _ROWS.c.actor, _ROWS.c.lines, _ROWS.c.sha256)
    .where(_ROWS.c.controller == bindparam("controller"), _ROWS.c.month == bindparam("month"))
    .order_by(_ROWS.c.id.desc())
    .limit(1)
)
_ALL = Statement(select(_ROWS.c.id, _ROWS.c.lines, _ROWS.c.sha256).order_by(_ROWS.c.id))
CHANGED = "linjerne er ændret, efter at de blev noteret"
Told = list[dict[str, Any]]
"""The lines of a reconciliation as plain values; hours are texts."""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One that was made: its number, when (UTC), by whom, its lines, and the hash over them."""

    id: int
    at: datetime
    actor: str
    lines: Told
    sha256: str


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
        return Reconciliation(number, now, str(actor), lines, digest)

    def latest(self, controller: str, month: str) -> Reconciliation | None:
        """The newest one of a controller's month, if there is any. Raises Tampered if it was changed."""
        with self._database.read() as transaction:
            row = transaction.one(_LATEST, controller=controller, month=month)
        if row is None:
            return None
        number, at, actor, text, digest = row
        if _digest(text) != digest:
            raise Tampered(SERIES, f"nr. {number}", CHANGED)
        return Reconciliation(number, from_micros(at), actor, msgspec.json.decode(text), digest)


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
