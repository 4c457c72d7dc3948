"""Referrals that somebody is writing: there is no course yet, so each lies under a key of its own.

Sent, thrown away or forgotten, its key is destroyed: no copy of the books tells what stood in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, text

from domain.values import Actor
from models.columns import from_micros, micros
from models.database import Database
from models.errors import KeyDestroyed
from models.keyring import Keyring
from models.sealing import DataKey
from models.statements import Statement, table_of
from models.tables.drafts import ReferralDraftRow

KEPT = timedelta(days=7)
"""So long one that nobody goes on with is kept: a paper from the citizen may take some days to come, and the
citizen may never become anybody's."""
_DRAFTS = table_of(ReferralDraftRow)
_PUT = Statement(
    text(
        "INSERT INTO referral_draft (account, page, key_id, saved_at, sealed) "
        "VALUES (:account, :page, :key_id, :saved_at, :sealed) "
        "ON CONFLICT (account, page) DO UPDATE SET "
        "key_id = excluded.key_id, saved_at = excluded.saved_at, sealed = excluded.sealed"
    )
)
_HERS, _THIS = _DRAFTS.c.account == bindparam("account"), _DRAFTS.c.page == bindparam("page")
_IN_TIME = _DRAFTS.c.saved_at >= bindparam("since")
_ONE = Statement(select(_DRAFTS.c.key_id, _DRAFTS.c.saved_at, _DRAFTS.c.sealed).where(_HERS, _THIS, _IN_TIME))
_KEY = Statement(select(_DRAFTS.c.key_id).where(_HERS, _THIS))
_OF_ACCOUNT = Statement(
    select(_DRAFTS.c.page, _DRAFTS.c.saved_at).where(_HERS, _IN_TIME).order_by(_DRAFTS.c.saved_at.desc())
)
_OTHERS = Statement(select(func.count()).where(_HERS, _DRAFTS.c.page != bindparam("page"), _IN_TIME))
_OLD = Statement(
    select(_DRAFTS.c.account, _DRAFTS.c.page, _DRAFTS.c.key_id).where(_DRAFTS.c.saved_at < bindparam("since"))
)
_DROP = Statement(delete(_DRAFTS).where(_HERS, _THIS, _DRAFTS.c.key_id == bindparam("key_id")))


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """What was typed, by the field's path, and when it was kept (UTC). Personal."""

    values: Mapping[str, str]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptReferral:
    """That there is one: the token of its page, and when it was kept (UTC)."""

    page: str
    saved_at: datetime

    @property
    def until(self) -> datetime:
        """When it is forgotten, unless somebody goes on with it (UTC)."""
        return self.saved_at + KEPT


class ReferralDrafts:
    """Those of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def keep(self, who: Actor, page: str, values: Mapping[str, str], now: datetime) -> None:
        """Keep what is typed on that page instead of what was kept before."""
        key = self._key_for(who, page, now)
        sealed = key.seal(json.dumps(dict(values)).encode(), "referral_draft", "sealed", _row(who, page))
        with self._database.begin() as transaction:
            transaction.change(
                _PUT, account=str(who), page=page, key_id=key.id, saved_at=micros(now), sealed=sealed
            )

    def of(self, who: Actor, page: str, now: datetime) -> ReferralDraft | None:
        """What she has kept of that page, if anything. Raises Tampered."""
        with self._database.read() as transaction:
            row = transaction.one(_ONE, account=str(who), page=page, since=_since(now))
        if row is None:
            return None
        key_id, saved_at, sealed = row
        try:
            plain = self._keyring.key(str(key_id)).open(sealed, "referral_draft", "sealed", _row(who, page))
        except KeyDestroyed:
            # It was thrown away in this moment, or an older copy of the books brought it back.
            return None
        return ReferralDraft(json.loads(plain), from_micros(saved_at))

    def drop(self, who: Actor, page: str, now: datetime) -> bool:
        """Throw it away for good; tells whether there was one."""
        with self._database.read() as transaction:
            found = transaction.one(_KEY, account=str(who), page=page)
        if found is None:
            return False
        self._destroy(str(who), page, str(found[0]), now)
        return True

    def of_account(self, who: Actor, now: datetime) -> list[KeptReferral]:
        """Which ones she has, the newest first; nothing of what they say."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_ACCOUNT, account=str(who), since=_since(now))
        return [KeptReferral(str(page), from_micros(at)) for page, at in rows]

    def count_others(self, who: Actor, page: str, now: datetime) -> int:
        """How many she has beside that of this page."""
        with self._database.read() as transaction:
            row = transaction.one(_OTHERS, account=str(who), page=page, since=_since(now))
        return int(row[0]) if row else 0

    def forget_old(self, now: datetime) -> int:
        """Throw away everybody's that nobody has gone on with; tells how many."""
        with self._database.read() as transaction:
            old = transaction.all(_OLD, since=_since(now))
        for account, page, key_id in old:
            self._destroy(str(account), str(page), str(key_id), now)
        return len(old)

    def _key_for(self, who: Actor, page: str, now: datetime) -> DataKey:
        """The page's own key, or a new one where it has none that can be used."""
        with self._database.read() as transaction:
            found = transaction.one(_KEY, account=str(who), page=page)
        try:
            return self._keyring.key(str(found[0])) if found else self._keyring.new_keys(1, now)[0]
        except KeyDestroyed:
            # Throwing it away was cut short.
            return self._keyring.new_keys(1, now)[0]

    def _destroy(self, account: str, page: str, key_id: str, now: datetime) -> None:
        """First the key: should anything come between, what is left cannot be read."""
        self._keyring.destroy(key_id, now)
        with self._database.begin() as transaction:
            transaction.change(_DROP, account=account, page=page, key_id=key_id)


def _since(now: datetime) -> int:
    return micros(now - KEPT)


def _row(who: Actor, page: str) -> str:
    return f"{who} {page}"
