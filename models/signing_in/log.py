"""The log of signing in: every step, right or wrong. Neutral: an account's key, a code, an instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select

from domain.signing_in import LOG_KEPT, Outcome
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.signing_in.secrets import person_of
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.portal import SignInLogRow

_LOG = table_of(SignInLogRow)
_ADD = insertion(SignInLogRow, without=("id",))
_OF_PERSON = Statement(
    select(_LOG.c.at, _LOG.c.account, _LOG.c.outcome, _LOG.c.device, _LOG.c.by)
    .where(_LOG.c.person == bindparam("person"))
    .order_by(_LOG.c.id.desc())
    .limit(bindparam("most"))
)
_COUNTS = Statement(
    select(_LOG.c.outcome, func.count()).where(_LOG.c.at >= bindparam("since")).group_by(_LOG.c.outcome)
)
_FORGET = Statement(delete(_LOG).where(_LOG.c.at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class LogLine:
    """One step: when (UTC), with which account (empty before one was chosen), what, on what, by whom else."""

    at: datetime
    account: str
    outcome: Outcome
    device: str
    by: str


class SignInLog:
    """The log of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def write(self, outcome: Outcome, now: datetime, *, email: str = "", device: str = "") -> None:
        """Write down a step that changed nothing else."""
        with self._database.begin() as transaction:
            note(transaction, person_of(self._keyring, email), outcome, now, device=device)

    def of_person(self, email: str, most: int = 50) -> list[LogLine]:
        """The last steps under a work e-mail, newest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_PERSON, person=person_of(self._keyring, email), most=most)
        return [
            LogLine(from_micros(at), account, Outcome(outcome), device, by)
            for at, account, outcome, device, by in rows
        ]

    def counts(self, since: datetime) -> Mapping[Outcome, int]:
        """How often each thing happened since an instant."""
        with self._database.read() as transaction:
            return {
                Outcome(code): int(number) for code, number in transaction.all(_COUNTS, since=micros(since))
            }

    def forget_old(self, now: datetime) -> int:
        """Delete what is older than a year; gives how many lines."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(now - LOG_KEPT))


def note(
    transaction: Transaction,
    person: bytes,
    outcome: Outcome,
    now: datetime,
    *,
    account: str = "",
    device: str = "",
    by: str = "",
) -> None:
    """Write a line in the transaction of what it tells."""
    transaction.change(
        _ADD, at=micros(now), person=person, account=account, outcome=outcome.value, device=device, by=by
    )
