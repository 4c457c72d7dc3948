"""Journeys to a municipality's sign-in and back: each is taken once, by the browser that set out."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from models.columns import micros
from models.database import Database
from models.keyring import Keyring
from models.statements import Statement, insertion, table_of
from models.tables.api_tokens import SignOnJourneyRow

VALID_FOR = timedelta(minutes=10)

_JOURNEYS = table_of(SignOnJourneyRow)
_ADD = insertion(SignOnJourneyRow)
_FORGET = Statement(delete(_JOURNEYS).where(_JOURNEYS.c.expires_at <= bindparam("now")))
_THIS = (
    _JOURNEYS.c.state == bindparam("number"),
    _JOURNEYS.c.browser == bindparam("whose"),
    _JOURNEYS.c.provider == bindparam("where"),
)
_END = Statement(
    update(_JOURNEYS)
    .where(*_THIS, _JOURNEYS.c.ended_at.is_(None), _JOURNEYS.c.expires_at > bindparam("now"))
    .values(ended_at=bindparam("now"))
)
_ONWARD = Statement(select(_JOURNEYS.c.onward).where(*_THIS))


@dataclass(frozen=True, slots=True)
class Journey:
    """One journey: its number (`state`), what only this sign-in may carry (`nonce`), the secret that only we
    can show when the answer is fetched (`verifier`), and the page she comes to afterwards (`onward`).
    """

    state: str
    nonce: str
    verifier: str
    onward: str


class SignOnJourneys:
    """Who is on her way. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def begin(self, provider: str, browser: str, onward: str, now: datetime) -> Journey:
        """Set out, for `VALID_FOR` at most. `browser` is the secret of the browser's cookie."""
        state = secrets.token_urlsafe(32)
        with self._database.begin() as transaction:
            transaction.change(_FORGET, now=micros(now))
            transaction.change(
                _ADD,
                state=self._digest("state", state),
                browser=self._digest("browser", browser),
                provider=provider,
                onward=onward,
                expires_at=micros(now + VALID_FOR),
                ended_at=None,
            )
        return self._journey(state, browser, onward)

    def end(self, provider: str, browser: str, state: str, now: datetime) -> Journey | None:
        """Come back: once, in time, from that provider, in that browser; otherwise None."""
        this = {
            "number": self._digest("state", state),
            "whose": self._digest("browser", browser),
            "where": provider,
        }
        with self._database.begin() as transaction:
            if not transaction.change(_END, **this, now=micros(now)):
                return None
            row = transaction.one(_ONWARD, **this)
        return self._journey(state, browser, str(row[0])) if row else None

    def _journey(self, state: str, browser: str, onward: str) -> Journey:
        nonce, verifier = (_text(self._digest(what, state, browser)) for what in ("nonce", "verifier"))
        return Journey(state, nonce, verifier, onward)

    def _digest(self, what: str, *parts: str) -> bytes:
        return self._keyring.digest(f"sign-on-{what}", *parts)


def _text(digest: bytes) -> str:
    """A digest as OpenID writes it: 43 letters that need no quoting in an address."""
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
