"""Reportable matters as they are kept: apart from the courses, each sealed whole under a key of its own.

No list shows them and nothing counts them. A report is found by the receipt that its reporter was given, or
by being due.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from msgspec import MsgspecError, json
from sqlalchemy import bindparam, delete, select, update

from domain.confidential import ChildReport, CrimeReport
from domain.errors import Refused
from models.columns import micros
from models.database import Database
from models.errors import Tampered
from models.keyring import Keyring
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.confidential import ConfidentialRow

Report = ChildReport | CrimeReport
R = TypeVar("R", ChildReport, CrimeReport)
LEASE = timedelta(minutes=2)
RECEIPT_BYTES = 12

_ROWS = table_of(ConfidentialRow)
_INSERT = insertion(ConfidentialRow)
_FIND = Statement(
    select(_ROWS.c.key_id, _ROWS.c.content, _ROWS.c.letter)
    .where(_ROWS.c.id == bindparam("report"))
    .with_for_update()
)
_DUE = Statement(select(_ROWS.c.id, _ROWS.c.due_at).where(_ROWS.c.due_at <= bindparam("now")))
_TAKE = Statement(
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("report"), _ROWS.c.due_at == bindparam("seen"))
    .values(due_at=bindparam("until"))
)
_PUT = Statement(
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("report"))
    .values(content=bindparam("sealed"), due_at=bindparam("due"))
)
_ALL = Statement(select(_ROWS.c.id, _ROWS.c.key_id))
_DELETE = Statement(delete(_ROWS).where(_ROWS.c.id == bindparam("report")))
_encode = json.Encoder().encode
_decode: Callable[[bytes], Report] = json.Decoder(Report).decode


def new_receipt() -> str:
    """A receipt that nobody can guess, in groups that can be read out: `ab12-cd34-…`."""
    text = secrets.token_hex(RECEIPT_BYTES)
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


class Confidential:
    """The reports. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, receipt: str, report: Report, now: datetime, letter: bytes | None = None) -> str:
        """Keep a report under a new key of its own; gives its id, by which the work on it goes on."""
        row, key = self.id_of(receipt), self._keyring.new_keys(1, now)[0]
        with self._database.begin() as transaction:
            transaction.change(
                _INSERT,
                id=row,
                key_id=key.id,
                due_at=micros(report.due_at) if report.due_at else None,
                content=key.seal(_encode(report), "confidential", "content", row),
                letter=key.seal(letter, "confidential", "letter", row) if letter else None,
            )
        return row

    def id_of(self, receipt: str) -> str:
        """The id of the report that a receipt belongs to; only the keyring can tell one from the other."""
        return self._keyring.digest("confidential", receipt.strip().lower()).hex()

    def find(self, receipt: str) -> Report:
        """The report of a receipt. Raises Refused if there is none."""
        return self.read(self.id_of(receipt))[0]

    def take_due(self, now: datetime) -> list[str]:
        """The ids of the reports that are due, for the caller alone until the lease runs out."""
        until = micros(now + LEASE)
        with self._database.begin() as transaction:
            due = transaction.all(_DUE, now=micros(now))
            return [
                str(row) for row, seen in due if transaction.change(_TAKE, report=row, seen=seen, until=until)
            ]

    def ids(self) -> list[str]:
        """Every id there is, without what was erased."""
        with self._database.read() as transaction:
            keys = _keys(transaction)
        gone = self._keyring.destroyed(keys.values())
        return [row for row, key in keys.items() if key not in gone]

    def erase(self, row: str, now: datetime) -> None:
        """Destroy a report's key, and then its row and those that an interruption left. Raises Refused."""
        with self._database.read() as transaction:
            keys = _keys(transaction)
        if row not in keys:
            raise _unknown()
        self._keyring.destroy(keys[row], now)
        with self._database.begin() as transaction:
            keys = _keys(transaction)
            gone = self._keyring.destroyed(keys.values())
            transaction.change_many(_DELETE, [{"report": one} for one, key in keys.items() if key in gone])

    def read(self, row: str) -> tuple[Report, bytes]:
        """A report and its letter (empty where it has none). Raises Refused, Tampered."""
        with self._database.begin() as transaction:
            return self._read(transaction, row)

    def change(self, row: str, by: Callable[[Any], R]) -> R:
        """Put what `by` makes of a report in its place, in one commit; raises what `by` raises.

        A report never changes its kind: whoever knows the row knows what `by` is given.
        """
        with self._database.begin() as transaction:
            changed = by(self._read(transaction, row)[0])
            key_id = _found(transaction.one(_FIND, report=row))[0]
            sealed = self._keyring.key(key_id).seal(_encode(changed), "confidential", "content", row)
            due = micros(changed.due_at) if changed.due_at else None
            transaction.change(_PUT, report=row, sealed=sealed, due=due)
        return changed

    def _read(self, transaction: Transaction, row: str) -> tuple[Report, bytes]:
        key_id, content, letter = _found(transaction.one(_FIND, report=row))
        key = self._keyring.key(key_id)
        try:
            report = _decode(key.open(content, "confidential", "content", row))
        except MsgspecError:
            raise Tampered("confidential", "en fortrolig oplysning", "kan ikke læses") from None
        return report, key.open(letter, "confidential", "letter", row) if letter else b""


def _found(row: tuple[str, bytes, bytes | None] | None) -> tuple[str, bytes, bytes | None]:
    if row is None:
        raise _unknown()
    return row


def _keys(transaction: Transaction) -> dict[str, str]:
    """The id of every report's key, by the report's id."""
    return {str(row): str(key) for row, key in transaction.all(_ALL)}


def _unknown() -> Refused:
    return Refused("unknown-receipt", "Kvitteringen passer ikke til noget, der er modtaget her.")
