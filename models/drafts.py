"""Drafts: what somebody has typed in a form on a course, sealed under the course's own key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, text

from domain.values import Actor
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.places import COURSES, place
from models.statements import Statement, table_of
from models.tables.drafts import DraftRow

KEPT = timedelta(days=30)
"""A draft that nobody has gone on with is forgotten."""
_DRAFTS = table_of(DraftRow)
_PUT = Statement(
    text(
        "INSERT INTO draft (account, course_id, form, saved_at, sealed) "
        "VALUES (:account, :course_id, :form, :saved_at, :sealed) "
        "ON CONFLICT (account, course_id, form) DO UPDATE SET "
        "saved_at = excluded.saved_at, sealed = excluded.sealed"
    )
)
_MINE = (_DRAFTS.c.account == bindparam("account"), _DRAFTS.c.course_id == bindparam("course_id"))
_ONE = Statement(
    select(_DRAFTS.c.saved_at, _DRAFTS.c.sealed).where(*_MINE, _DRAFTS.c.form == bindparam("form"))
)
_DROP = Statement(delete(_DRAFTS).where(*_MINE, _DRAFTS.c.form == bindparam("form")))
_OF_ACCOUNT = Statement(
    select(COURSES.c.ref, _DRAFTS.c.form, _DRAFTS.c.saved_at)
    .join(COURSES, COURSES.c.id == _DRAFTS.c.course_id)
    .where(_DRAFTS.c.account == bindparam("account"))
    .order_by(_DRAFTS.c.saved_at.desc())
    .limit(bindparam("most"))
)
_FORGET = Statement(delete(_DRAFTS).where(_DRAFTS.c.saved_at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, by the field's name, and when it was kept (UTC)."""

    values: Mapping[str, tuple[str, ...]]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """That there is a draft: on which course, of which form, since when (UTC)."""

    ref: str
    form: str
    saved_at: datetime


class Drafts:
    """Those of one installation. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def keep(
        self, who: Actor, ref: str, form: str, values: Mapping[str, tuple[str, ...]], now: datetime
    ) -> None:
        """Keep what is typed instead of what was kept before. Raises UnknownCourse, KeyDestroyed."""
        with self._database.begin() as transaction:
            at = place(transaction, ref)
            plain = json.dumps(values).encode()
            sealed = self._keyring.key(at.key_id).seal(plain, "draft", "sealed", _row(who, ref, form))
            transaction.change(
                _PUT, account=str(who), course_id=at.id, form=form, saved_at=micros(now), sealed=sealed
            )
            transaction.change(_FORGET, before=micros(now - KEPT))

    def of(self, who: Actor, ref: str, form: str) -> Draft | None:
        """What she has kept of that form, if anything. Raises UnknownCourse, Tampered, KeyDestroyed."""
        with self._database.read() as transaction:
            at = place(transaction, ref)
            row = transaction.one(_ONE, account=str(who), course_id=at.id, form=form)
        if row is None:
            return None
        saved_at, sealed = row
        plain = self._keyring.key(at.key_id).open(sealed, "draft", "sealed", _row(who, ref, form))
        values = {name: tuple(several) for name, several in json.loads(plain).items()}
        return Draft(values, from_micros(saved_at))

    def drop(self, who: Actor, ref: str, form: str) -> bool:
        """Forget it; tells whether there was one. Raises UnknownCourse."""
        with self._database.begin() as transaction:
            at = place(transaction, ref)
            return transaction.change(_DROP, account=str(who), course_id=at.id, form=form) > 0

    def of_account(self, who: Actor, most: int = 20) -> list[KeptDraft]:
        """Which drafts she has, the newest first; nothing of what they say."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_ACCOUNT, account=str(who), most=most)
        return [KeptDraft(str(ref), str(form), from_micros(at)) for ref, form, at in rows]


def _row(who: Actor, ref: str, form: str) -> str:
    return f"{who} {ref} {form}"
