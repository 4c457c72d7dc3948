"""The secret addresses of mentors' calendars. Only a keyed digest of each secret is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe

from sqlalchemy import bindparam, select, update

from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.statements import Statement, insertion, table_of
from models.tables.calendar_feeds import CalendarFeedRow

PURPOSE = "calendar-feed"
SECRET_BYTES = 32
_FEEDS = table_of(CalendarFeedRow)
_INSERT = insertion(CalendarFeedRow)
_MENTOR = Statement(
    select(_FEEDS.c.mentor, _FEEDS.c.asked_on).where(
        _FEEDS.c.digest == bindparam("digest"), _FEEDS.c.ended_at.is_(None)
    )
)
_RUNNING = Statement(
    select(_FEEDS.c.made_at, _FEEDS.c.asked_on).where(
        _FEEDS.c.mentor == bindparam("mentor"), _FEEDS.c.ended_at.is_(None)
    )
)
_END = Statement(
    update(_FEEDS)
    .where(_FEEDS.c.mentor == bindparam("whose"), _FEEDS.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
_ASKED = Statement(
    update(_FEEDS).where(_FEEDS.c.digest == bindparam("which")).values(asked_on=bindparam("day"))
)


@dataclass(frozen=True, slots=True)
class Feed:
    """A calendar that can be fetched: when its address was made (UTC), and the last Danish day it was asked
    for, if ever.
    """

    made_at: datetime
    asked_on: date | None


class CalendarFeeds:
    """The calendars of one installation; a mentor has one address at a time."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def make(self, mentor: str, now: datetime) -> str:
        """The secret of a new address, told this once; the one before it shows nothing any more."""
        secret = token_urlsafe(SECRET_BYTES)
        row = {"digest": self._digest(secret), "mentor": mentor, "made_at": micros(now)}
        with self._database.begin() as transaction:
            transaction.change(_END, whose=mentor, now=micros(now))
            transaction.change(_INSERT, **row, ended_at=None, asked_on="")
        return secret

    def end(self, mentor: str, now: datetime) -> bool:
        """Let the mentor's address show nothing any more; tells whether there was one."""
        with self._database.begin() as transaction:
            return transaction.change(_END, whose=mentor, now=micros(now)) > 0

    def of(self, mentor: str) -> Feed | None:
        """The mentor's calendar, if she has an address."""
        with self._database.read() as transaction:
            row = transaction.one(_RUNNING, mentor=mentor)
        if row is None:
            return None
        return Feed(from_micros(row[0]), date.fromisoformat(row[1]) if row[1] else None)

    def mentor_of(self, secret: str, day: date) -> str | None:
        """Whose calendar is at the address with that secret; the Danish day is noted, once."""
        digest = self._digest(secret)
        with self._database.read() as transaction:
            row = transaction.one(_MENTOR, digest=digest)
        if row is None:
            return None
        mentor, asked_on = row
        if asked_on != day.isoformat():
            with self._database.begin() as transaction:
                transaction.change(_ASKED, which=digest, day=day.isoformat())
        return str(mentor)

    def _digest(self, secret: str) -> bytes:
        return self._keyring.digest(PURPOSE, secret)
