"""How often something may be tried: counted in the database, so that it holds over threads and processes."""

from __future__ import annotations

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
_TRY = Statement(
    text(
        "INSERT INTO sign_in_limit (bucket, since, used) VALUES (:bucket, :now, 1) "
        "ON CONFLICT (bucket) DO UPDATE SET "
        "used = CASE WHEN sign_in_limit.since <= :over THEN 1 ELSE sign_in_limit.used + 1 END, "
        "since = CASE WHEN sign_in_limit.since <= :over2 THEN excluded.since ELSE sign_in_limit.since END "
        "RETURNING since, used"
    )
)
_CLEAR = Statement(delete(_LIMITS).where(_LIMITS.c.bucket == bindparam("bucket")))
_FORGET = Statement(delete(_LIMITS).where(_LIMITS.c.since < bindparam("before")))


class Limits:
    """The counters of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def tried(self, limit: Limit, whose: str, now: datetime) -> datetime | None:
        """Count one try; None if it is allowed, otherwise when (UTC) the next one is.

        What is counted is committed before the try itself begins.
        """
        over = micros(now - limit.within)
        with self._database.begin() as transaction:
            row = transaction.one(
                _TRY, bucket=self._bucket(limit, whose), now=micros(now), over=over, over2=over
            )
        if row is None or int(row[1]) <= limit.tries:
            return None
        return from_micros(row[0]) + limit.within

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
