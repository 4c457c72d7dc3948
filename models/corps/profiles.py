"""Mentors' profiles, sealed under the corps's key; only the one that counts is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import TypeAdapter
from sqlalchemy import select, text

from domain.corps.profile import MentorProfile
from models.columns import micros
from models.database import Database
from models.keyring import Keyring
from models.statements import Row, Statement, table_of
from models.tables.corps import MentorProfileRow

_SHAPE = TypeAdapter(MentorProfile)
_PROFILES = table_of(MentorProfileRow)
_ALL = Statement(
    select(_PROFILES.c.mentor, _PROFILES.c.key_id, _PROFILES.c.profile).order_by(_PROFILES.c.mentor)
)
_LEAVING = Statement(
    select(_PROFILES.c.mentor, _PROFILES.c.leaves_on).where(_PROFILES.c.leaves_on.isnot(None))
)
_PUT = Statement(
    text(
        "INSERT INTO mentor_profile (mentor, leaves_on, key_id, profile, entered_at, entered_by) "
        "VALUES (:mentor, :leaves_on, :key_id, :profile, :entered_at, :entered_by) "
        "ON CONFLICT (mentor) DO UPDATE SET leaves_on = excluded.leaves_on, key_id = excluded.key_id, "
        "profile = excluded.profile, "
        "entered_at = excluded.entered_at, entered_by = excluded.entered_by"
    )
)


class MentorProfiles:
    """One profile for each mentor."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def put(self, profiles: Sequence[MentorProfile], by: str, now: datetime) -> None:
        """Enter profiles, or replace those that are there, all in one commit."""
        key = self._keyring.corps_key(now)
        rows = [
            {
                "mentor": profile.mentor,
                "leaves_on": profile.leaves_on.isoformat() if profile.leaves_on else None,
                "key_id": key.id,
                "profile": key.seal(_SHAPE.dump_json(profile), "mentor_profile", "profile", profile.mentor),
                "entered_at": micros(now),
                "entered_by": by,
            }
            for profile in profiles
        ]
        with self._database.begin() as transaction:
            transaction.change_many(_PUT, rows)

    def all(self) -> list[MentorProfile]:
        """Every mentor's profile, by id."""
        with self._database.read() as transaction:
            rows = transaction.all(_ALL)
        return [self._opened(row) for row in rows]

    def leaving(self) -> list[tuple[str, date]]:
        """Those who leave, with their last day; nothing is opened for it."""
        with self._database.read() as transaction:
            rows = transaction.all(_LEAVING)
        return [(mentor, date.fromisoformat(str(leaves_on))) for mentor, leaves_on in rows]

    def _opened(self, row: Row) -> MentorProfile:
        mentor, key_id, sealed = row
        plain = self._keyring.key(key_id).open(bytes(sealed), "mentor_profile", "profile", mentor)
        return _SHAPE.validate_json(plain)
