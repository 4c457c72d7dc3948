"""Access tokens: a secret by which a program acts for its owner. Only a keyed digest of it is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select, update

from domain.signing_in import Outcome
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.signing_in.log import note
from models.statements import Row, Statement, insertion, table_of
from models.tables.api_tokens import ApiTokenRow

PREFIX = "mentor_"
"""Begins every token, so that one that was left somewhere is known for what it is."""
SECRET_BYTES = 32
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is kept: a request does not cost a commit each time."""

_TOKENS = table_of(ApiTokenRow)
_ADD = insertion(ApiTokenRow)
_COLUMNS = (
    _TOKENS.c.id,
    _TOKENS.c.account,
    _TOKENS.c.person,
    _TOKENS.c.label,
    _TOKENS.c.may_act,
    _TOKENS.c.made_at,
    _TOKENS.c.expires_at,
    _TOKENS.c.last_used_at,
)
_HOLDS = (_TOKENS.c.ended_at.is_(None), _TOKENS.c.expires_at > bindparam("now"))
_OF = Statement(
    select(*_COLUMNS).where(_TOKENS.c.account == bindparam("whose"), *_HOLDS).order_by(_TOKENS.c.id)
)
_ALL = Statement(select(*_COLUMNS).where(*_HOLDS).order_by(_TOKENS.c.account, _TOKENS.c.id))
_WHOSE = Statement(
    select(_TOKENS.c.person).where(
        _TOKENS.c.id == bindparam("number"), _TOKENS.c.account == bindparam("whose")
    )
)
_KNOWN = Statement(select(*_COLUMNS).where(_TOKENS.c.digest == bindparam("secret"), *_HOLDS))
_USED = Statement(
    update(_TOKENS)
    .where(
        _TOKENS.c.id == bindparam("number"),
        or_(_TOKENS.c.last_used_at.is_(None), _TOKENS.c.last_used_at <= bindparam("long_ago")),
    )
    .values(last_used_at=bindparam("now"))
)
_END = Statement(
    update(_TOKENS)
    .where(
        _TOKENS.c.id == bindparam("number"),
        _TOKENS.c.account == bindparam("whose"),
        _TOKENS.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"))
)
_END_ALL = Statement(
    update(_TOKENS)
    .where(_TOKENS.c.person == bindparam("whose"), _TOKENS.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token that holds: whose it is, what she calls it, and whether it may change anything.

    Instants are UTC; `last_used_at` is exact to a minute.
    """

    id: int
    account: str
    person: bytes
    label: str
    may_act: bool
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class ApiTokens:
    """The tokens of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def make(
        self, account: str, person: bytes, label: str, now: datetime, *, valid: timedelta, may_act: bool
    ) -> tuple[ApiToken, str]:
        """A new token, and the secret, which nobody can be shown again. `person`: see `person_of`."""
        secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
        key = self._keyring.corps_key(now)
        with self._database.begin() as transaction:
            number = next_number(transaction, "api_token")
            made = ApiToken(number, account, person, label, may_act, now, now + valid, None)
            transaction.change(
                _ADD,
                id=number,
                account=account,
                person=person,
                digest=self._digest(secret),
                label=key.seal(label.encode(), "api_token", "label", str(number)),
                may_act=may_act,
                made_at=micros(now),
                expires_at=micros(made.expires_at),
                last_used_at=None,
                ended_at=None,
            )
        return made, secret

    def of(self, account: str, now: datetime) -> list[ApiToken]:
        """The tokens of an account that hold, oldest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF, whose=account, now=micros(now))
        return [self._token(row, now) for row in rows]

    def all(self, now: datetime) -> list[ApiToken]:
        """Everybody's tokens that hold, by account."""
        with self._database.read() as transaction:
            rows = transaction.all(_ALL, now=micros(now))
        return [self._token(row, now) for row in rows]

    def known(self, secret: str, now: datetime) -> ApiToken | None:
        """The token with that secret, which is noted as used; None if it never was, has ended or expired."""
        with self._database.read() as transaction:
            row = transaction.one(_KNOWN, secret=self._digest(secret), now=micros(now))
        if row is None:
            return None
        token = self._token(row, now)
        if token.last_used_at is None or token.last_used_at <= now - NOTED_EVERY:
            self._note_use(token.id, now)
        return token

    def end(self, account: str, number: int, now: datetime) -> bool:
        """End a token of an account at once; whether there was one to end."""
        with self._database.begin() as transaction:
            return bool(transaction.change(_END, number=number, whose=account, now=micros(now)))

    def withdraw(self, account: str, number: int, by: str, now: datetime) -> bool:
        """End a token of somebody else at once, and tell her in the log of her logins who did; whether there
        was one to end.
        """
        with self._database.begin() as transaction:
            if not transaction.change(_END, number=number, whose=account, now=micros(now)):
                return False
            row = transaction.one(_WHOSE, number=number, whose=account)
            if row is not None:
                note(transaction, bytes(row[0]), Outcome.ACCESS_WITHDRAWN, now, account=account, by=by)
        return True

    def end_all(self, person: bytes, now: datetime) -> int:
        """End every token of a person at once, under all her accounts; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_END_ALL, whose=person, now=micros(now))

    def _note_use(self, number: int, now: datetime) -> None:
        with self._database.begin() as transaction:
            transaction.change(_USED, number=number, now=micros(now), long_ago=micros(now - NOTED_EVERY))

    def _digest(self, secret: str) -> bytes:
        return self._keyring.digest("api-token", secret)

    def _token(self, row: Row, now: datetime) -> ApiToken:
        number, account, person, label, may_act, made_at, expires_at, used_at = row
        key = self._keyring.corps_key(now)
        return ApiToken(
            number,
            account,
            bytes(person),
            key.open(label, "api_token", "label", str(number)).decode(),
            bool(may_act),
            from_micros(made_at),
            from_micros(expires_at),
            None if used_at is None else from_micros(used_at),
        )
