"""How often something may be tried: counted in the database, so that it holds over threads and processes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, text

from domain.signing_in import Limit
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.statements import Statement, table_of
from models.tables.portal import SignInLimitRow

_LIMITS = table_of(SignInLimitRow)
# One statement, so that two who try at once are counted as two: the row is locked while it is changed.
# A window that begins in the future is of a clock that was set back: it locks nobody out.
_TRY = Statement(
    text(
        "INSERT INTO sign_in_limit (bucket, since, used) VALUES (:bucket, :now, 1) "
        "ON CONFLICT (bucket) DO UPDATE SET "
        "used = CASE WHEN sign_in_limit.since > :over AND sign_in_limit.since <= excluded.since "
        "THEN sign_in_limit.used + 1 ELSE 1 END, "
        "since = CASE WHEN sign_in_limit.since > :over AND sign_in_limit.since <= excluded.since "
        "THEN sign_in_limit.since ELSE excluded.since END "
        "RETURNING since, used"
    )
)
_CLEAR = Statement(delete(_LIMITS).where(_LIMITS.c.bucket == bindparam("bucket")))
_FORGET = Statement(delete(_LIMITS).where(_LIMITS.c.since < bindparam("before")))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tries there were in a window, and when (UTC) it is over."""

    tries: int
    until: datetime


class Limits:
    """The counters of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def tried(self, limit: Limit, whose: str, now: datetime) -> datetime | None:
        """Count one try; None if it is allowed, otherwise when (UTC) the next one is."""
        counted = self.counted(limit, whose, now)
        return None if counted.tries <= limit.tries else counted.until

    def counted(self, limit: Limit, whose: str, now: datetime) -> Counted:
        """Count one try; gives how many there are now. It is committed before the try itself begins."""
        with self._database.begin() as transaction:
            row = transaction.one(
                _TRY, bucket=self._bucket(limit, whose), now=micros(now), over=micros(now - limit.within)
            )
        since, tries = row or (micros(now), 1)
        return Counted(int(tries), from_micros(since) + limit.within)

    def clear(self, limit: Limit, whose: str) -> None:
        """Begin from nothing again: the right code was given."""
        with self._database.begin() as transaction:
            transaction.change(_CLEAR, bucket=self._bucket(limit, whose))

    def forget_old(self, before: datetime) -> int:
        """Delete counters that began before an instant; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(before))

    def _bucket(self, limit: Limit, whose: str) -> bytes:
        return self._keyring.digest("sign-in-limit", limit.name, whose)
