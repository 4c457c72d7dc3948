"""The access tokens people make for their own programs, and the journeys to a municipality's sign-in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class ApiTokenRow(CasebookTable, table=True):
    """One token. Only its keyed digest is kept; the name its owner gave it is sealed.

    `account` is whose it is, such as `mentor:amira`, and `person` the digest of her work e-mail: the next
    person under that account has nothing of hers. Rows stay when a token has ended: they say that it did.
    """

    __tablename__ = "api_token"

    id: int = Field(primary_key=True)
    account: str = Field(index=True)
    person: bytes = Field(sa_type=LargeBinary)
    digest: bytes = Field(sa_type=LargeBinary, unique=True)
    label: bytes = Field(sa_type=LargeBinary)
    may_act: bool
    made_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    last_used_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


class SignOnJourneyRow(CasebookTable, table=True):
    """Somebody on her way to a municipality's sign-in and back: once, in one browser, for ten minutes.

    Only keyed digests of the journey's number (`state`) and of the browser's secret are kept. What OpenID
    calls nonce and code verifier are made from those two again when she comes back.
    """

    __tablename__ = "sign_on_journey"

    state: bytes = Field(primary_key=True, sa_type=LargeBinary)
    browser: bytes = Field(sa_type=LargeBinary)
    provider: str
    onward: str
    expires_at: datetime = Field(sa_type=Instant, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
