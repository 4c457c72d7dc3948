"""Signing in to the portal: links, sessions, second factors, limits and the log. Secrets are kept as digests.

A person is a keyed digest of her work e-mail: who is mentor and coordinator at once has one second factor.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, LargeBinary, text
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable

ONE_FIRST = "is_first AND confirmed_at IS NOT NULL"


class SignInLinkRow(CasebookTable, table=True):
    """A link that was asked for, and how far the sign-in that began with it has come.

    Kept for an unknown address too: whether there is an account must not show. `email` is sealed under the
    portal's own key; `mail` is `waiting`, `sent`, `failed`, or `none` where nobody is written to.
    """

    __tablename__ = "sign_in_link"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    person: bytes = Field(sa_type=LargeBinary)
    key_id: str
    email: bytes = Field(sa_type=LargeBinary)
    browser: bytes = Field(index=True, sa_type=LargeBinary)
    next: str
    asked_at: datetime = Field(index=True, sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    mail: str
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    proven_at: datetime | None = Field(default=None, sa_type=Instant)
    level: str = ""
    done_at: datetime | None = Field(default=None, sa_type=Instant)


class SignInSessionRow(CasebookTable, table=True):
    """Somebody is signed in with one of her accounts. `id` names the session to her, and opens nothing.

    `shows` is the course whose log book the citizen reads on this device just now, and the numbers of the
    entries she was given to read: nothing else opens.
    """

    __tablename__ = "sign_in_session"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    id: str = Field(unique=True)
    account: str = Field(index=True)
    person: bytes = Field(index=True, sa_type=LargeBinary)
    level: str
    device: str
    shows: str = ""
    opened_at: datetime = Field(index=True, sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class SecondFactorRow(CasebookTable, table=True):
    """A person's authenticator app (`totp`) or passkey. The secret is sealed under the portal's own key.

    `counter` only grows: the time step of the last code, or the passkey's own counter. `is_first`: it was set
    up where a link alone was enough, because there was none yet.
    """

    __tablename__ = "second_factor"
    __table_args__: ClassVar[Any] = (
        # Of two windows in which a person sets her first one up, one wins.
        Index(
            "second_factor_first",
            "person",
            unique=True,
            sqlite_where=text(ONE_FIRST),
            postgresql_where=text(ONE_FIRST),
        ),
    )

    id: str = Field(primary_key=True)
    person: bytes = Field(index=True, sa_type=LargeBinary)
    kind: str
    key_id: str
    secret: bytes = Field(sa_type=LargeBinary)
    credential: bytes | None = Field(default=None, unique=True, sa_type=LargeBinary)
    is_first: bool
    counter: int = Field(default=0, sa_type=BigInteger)
    added_at: datetime = Field(sa_type=Instant)
    confirmed_at: datetime | None = Field(default=None, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class RecoveryCodeRow(CasebookTable, table=True):
    """One of the codes a person keeps for the day her phone is gone; it works once."""

    __tablename__ = "recovery_code"

    digest: bytes = Field(primary_key=True, sa_type=LargeBinary)
    person: bytes = Field(index=True, sa_type=LargeBinary)
    made_at: datetime = Field(sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class PasskeyChallengeRow(CasebookTable, table=True):
    """What a browser was asked to sign with a passkey; answered once."""

    __tablename__ = "passkey_challenge"

    browser: bytes = Field(primary_key=True, sa_type=LargeBinary)
    challenge: bytes = Field(sa_type=LargeBinary)
    expires_at: datetime = Field(sa_type=Instant)


class SignInLimitRow(CasebookTable, table=True):
    """How often something was tried since the window began. `bucket` is a keyed digest of what is counted."""

    __tablename__ = "sign_in_limit"

    bucket: bytes = Field(primary_key=True, sa_type=LargeBinary)
    since: datetime = Field(index=True, sa_type=Instant)
    used: int


class SignInLogRow(CasebookTable, table=True):
    """One step of signing in, right or wrong. `account` and `by` are role and id, never an address."""

    __tablename__ = "sign_in_log"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(index=True, sa_type=Instant)
    person: bytes = Field(index=True, sa_type=LargeBinary)
    account: str = ""
    outcome: str
    device: str = ""
    by: str = ""
