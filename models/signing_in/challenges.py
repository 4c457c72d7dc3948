"""What a browser was asked to sign with a passkey: one question at a time, answered once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, text

from domain.signing_in import LINK_HOLDS
from models.columns import micros
from models.database import Database
from models.keyring import Keyring
from models.statements import Statement, table_of
from models.tables.portal import PasskeyChallengeRow

_CHALLENGES = table_of(PasskeyChallengeRow)
_PUT = Statement(
    text(
        "INSERT INTO passkey_challenge (browser, challenge, expires_at) "
        "VALUES (:browser, :challenge, :expires_at) ON CONFLICT (browser) DO UPDATE SET "
        "challenge = excluded.challenge, expires_at = excluded.expires_at"
    )
)
_TAKE = Statement(
    delete(_CHALLENGES)
    .where(_CHALLENGES.c.browser == bindparam("from_browser"))
    .returning(_CHALLENGES.c.challenge, _CHALLENGES.c.expires_at)
)
_FORGET = Statement(delete(_CHALLENGES).where(_CHALLENGES.c.expires_at < bindparam("before")))


class Challenges:
    """The open questions of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def put(self, browser: str, challenge: bytes, now: datetime) -> None:
        """Remember what this browser was asked last."""
        with self._database.begin() as transaction:
            expires_at = micros(now + LINK_HOLDS)
            transaction.change(
                _PUT, browser=self._browser(browser), challenge=challenge, expires_at=expires_at
            )

    def take(self, browser: str, now: datetime) -> bytes | None:
        """What this browser was asked, if that is not too long ago; it is asked for once."""
        with self._database.begin() as transaction:
            row = transaction.one(_TAKE, from_browser=self._browser(browser))
        return bytes(row[0]) if row and row[1] > micros(now) else None

    def forget_old(self, now: datetime) -> int:
        """Delete questions that were never answered; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(now))

    def _browser(self, secret: str) -> bytes:
        return self._keyring.digest("browser", secret)
