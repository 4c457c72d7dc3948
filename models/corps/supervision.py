"""Supervision and case discussions, sealed under the corps's key and tied to no course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import select

from domain.corps.supervision import Supervision
from models.columns import micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.statements import Row, Statement, insertion, table_of
from models.tables.corps import SupervisionRow

_SHAPE = TypeAdapter(Supervision)
_SUPERVISION = table_of(SupervisionRow)
_ADD = insertion(SupervisionRow)
_ALL = Statement(
    select(_SUPERVISION.c.id, _SUPERVISION.c.key_id, _SUPERVISION.c.content).order_by(_SUPERVISION.c.id)
)


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session with its number."""

    id: int
    session: Supervision


class SupervisionLog:
    """Every session, oldest first."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(self, session: Supervision, by: str, now: datetime) -> int:
        """Enter a session; gives its number."""
        key = self._keyring.corps_key(now)
        with self._database.begin() as transaction:
            number = next_number(transaction, "supervision")
            transaction.change(
                _ADD,
                id=number,
                held_on=session.held_on.isoformat(),
                kind=session.kind,
                key_id=key.id,
                content=key.seal(_SHAPE.dump_json(session), "supervision", "content", str(number)),
                entered_at=micros(now),
                entered_by=by,
            )
        return number

    def all(self) -> list[KeptSession]:
        """Every session, opened."""
        with self._database.read() as transaction:
            rows = transaction.all(_ALL)
        return [self._opened(row) for row in rows]

    def _opened(self, row: Row) -> KeptSession:
        number, key_id, content = row
        plain = self._keyring.key(key_id).open(bytes(content), "supervision", "content", str(number))
        return KeptSession(number, _SHAPE.validate_json(plain))
