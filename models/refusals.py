"""What was refused at the door: neutral lines, kept for a year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from domain.signing_in import LOG_KEPT
from models.columns import from_micros, micros
from models.database import Database
from models.statements import Statement, insertion, table_of
from models.tables.seeing import RefusalRow

_REFUSALS = table_of(RefusalRow)
_ADD = insertion(RefusalRow, without=("id",))
_LATEST = Statement(
    select(_REFUSALS.c.at, _REFUSALS.c.account, _REFUSALS.c.route, _REFUSALS.c.code, _REFUSALS.c.ref)
    .order_by(_REFUSALS.c.id.desc())
    .limit(bindparam("most"))
)
_COUNTS = Statement(
    select(_REFUSALS.c.code, func.count())
    .where(_REFUSALS.c.at >= bindparam("since"))
    .group_by(_REFUSALS.c.code)
)
_FORGET = Statement(delete(_REFUSALS).where(_REFUSALS.c.at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class Refusal:
    """One line: when (UTC), who (`role:id`), which route (a pattern), why (a code), about which reference."""

    at: datetime
    account: str
    route: str
    code: str
    ref: str


class Refusals:
    """The lines of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, account: str, route: str, code: str, ref: str, now: datetime) -> None:
        """Write a line. Nothing in it may be personal."""
        with self._database.begin() as transaction:
            transaction.change(_ADD, at=micros(now), account=account, route=route, code=code, ref=ref)

    def latest(self, most: int = 100) -> list[Refusal]:
        """The last lines, newest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_LATEST, most=most)
        return [Refusal(from_micros(at), *others) for at, *others in rows]

    def counts(self, since: datetime) -> Mapping[str, int]:
        """How often each code was given since an instant."""
        with self._database.read() as transaction:
            return {str(code): int(number) for code, number in transaction.all(_COUNTS, since=micros(since))}

    def forget_old(self, now: datetime) -> int:
        """Delete what is older than a year; gives how many lines."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(now - LOG_KEPT))
