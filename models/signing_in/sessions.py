"""Who is signed in, known by the keyed digest of a cookie's secret. It ends idle, in time, or at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, delete, select, update

from domain.signing_in import IDLE, LAPSED, LONGEST, SEEN_EVERY, SESSIONS_KEPT, Outcome
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.signing_in.links import give_up
from models.signing_in.log import note
from models.signing_in.secrets import new_id, new_secret, person_of
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.portal import SignInSessionRow

_SESSIONS = table_of(SignInSessionRow)
_ADD = insertion(SignInSessionRow)
_COLUMNS = (
    _SESSIONS.c.id,
    _SESSIONS.c.account,
    _SESSIONS.c.person,
    _SESSIONS.c.level,
    _SESSIONS.c.device,
    _SESSIONS.c.opened_at,
    _SESSIONS.c.seen_at,
    _SESSIONS.c.shows,
)
_OPEN: tuple[ColumnElement[bool], ...] = (
    _SESSIONS.c.ended_at.is_(None),
    _SESSIONS.c.seen_at > bindparam("idle_since"),
    _SESSIONS.c.opened_at > bindparam("too_long_since"),
)
_BY_DIGEST = Statement(select(*_COLUMNS).where(_SESSIONS.c.digest == bindparam("session"), *_OPEN))
_OF_PERSON = Statement(
    select(*_COLUMNS)
    .where(_SESSIONS.c.person == bindparam("whose"), *_OPEN)
    .order_by(_SESSIONS.c.opened_at.desc())
)
_ENDED_BY_ITSELF = Statement(
    select(*_COLUMNS).where(
        _SESSIONS.c.digest == bindparam("session"),
        _SESSIONS.c.ended_at.is_(None),
        _SESSIONS.c.seen_at > bindparam("since"),
    )
)
_WHOSE = Statement(select(_SESSIONS.c.account).where(_SESSIONS.c.digest == bindparam("session")))
_SEEN = Statement(
    update(_SESSIONS)
    .where(_SESSIONS.c.digest == bindparam("session"), _SESSIONS.c.seen_at <= bindparam("long_ago"))
    .values(seen_at=bindparam("now"))
)
_SHOW = Statement(
    update(_SESSIONS)
    .where(_SESSIONS.c.digest == bindparam("session"), _SESSIONS.c.ended_at.is_(None))
    .values(shows=bindparam("what"))
)
_END = Statement(
    update(_SESSIONS)
    .where(_SESSIONS.c.digest == bindparam("session"), _SESSIONS.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)
_END_ONE = Statement(
    update(_SESSIONS)
    .where(
        _SESSIONS.c.id == bindparam("number"),
        _SESSIONS.c.person == bindparam("whose"),
        _SESSIONS.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"))
)
_END_ALL = Statement(
    update(_SESSIONS)
    .where(
        _SESSIONS.c.person == bindparam("whose"),
        _SESSIONS.c.ended_at.is_(None),
        _SESSIONS.c.digest != bindparam("but"),
    )
    .values(ended_at=bindparam("now"))
)
_FORGET = Statement(delete(_SESSIONS).where(_SESSIONS.c.opened_at < bindparam("before")))


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session that is open. `account` is role and id, `person` whose it is; instants are UTC. `shows`: the
    course whose log book the citizen reads on the device just now, and the numbers of its entries.
    """

    id: str
    account: str
    person: bytes
    level: str
    device: str
    opened_at: datetime
    seen_at: datetime
    shows: str = ""


class Sessions:
    """The sessions of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def open(self, account: str, email: str, level: str, now: datetime, *, device: str = "") -> str:
        """Sign somebody in; gives the secret for her cookie, which is kept nowhere."""
        secret = new_secret()
        with self._database.begin() as transaction:
            opened = StoredSession(new_id(), account, self._person(email), level, device, now, now)
            self._add(transaction, secret, opened)
            note(transaction, opened.person, Outcome.SIGNED_IN, now, account=account, device=device)
        return secret

    def change_role(self, secret: str, account: str, now: datetime) -> str | None:
        """Go on under another account of the same person: a new secret, and the same longest time.

        None if the session is not open any more.
        """
        fresh = new_secret()
        with self._database.begin() as transaction:
            row = transaction.one(_BY_DIGEST, session=self._digest(secret), **_bounds(now))
            if row is None or not transaction.change(_END, session=self._digest(secret), now=micros(now)):
                return None
            old = _stored(row)
            opened = StoredSession(
                new_id(), account, old.person, old.level, old.device, old.opened_at, seen_at=now
            )
            self._add(transaction, fresh, opened)
            note(transaction, old.person, Outcome.ROLE_CHANGED, now, account=account, device=old.device)
        return fresh

    def find(self, secret: str, now: datetime) -> StoredSession | None:
        """The open session that a cookie's secret belongs to; its idle time begins anew."""
        digest = self._digest(secret)
        with self._database.read() as transaction:
            row = transaction.one(_BY_DIGEST, session=digest, **_bounds(now))
        if row is None:
            return None
        found = _stored(row)
        if now - found.seen_at >= SEEN_EVERY:
            with self._database.begin() as transaction:
                transaction.change(_SEEN, session=digest, now=micros(now), long_ago=micros(now - SEEN_EVERY))
        return found

    def hand_over(self, secret: str, shows: str) -> None:
        """The device goes to a citizen who reads that of a log book: only it opens from now on. With an empty
        `shows` it is taken back.
        """
        with self._database.begin() as transaction:
            transaction.change(_SHOW, session=self._digest(secret), what=shows)

    def whose(self, secret: str) -> str:
        """The account that a cookie's secret once signed in, also when that is over; empty for any other."""
        with self._database.read() as transaction:
            row = transaction.one(_WHOSE, session=self._digest(secret))
        return str(row[0]) if row else ""

    def lapsed(self, secret: str, now: datetime) -> StoredSession | None:
        """The session of that secret, if it has ended by itself and not long ago. It stays ended."""
        with self._database.read() as transaction:
            row = transaction.one(_ENDED_BY_ITSELF, session=self._digest(secret), since=micros(now - LAPSED))
        return _stored(row) if row else None

    def end(self, secret: str, now: datetime) -> bool:
        """Sign out; tells whether somebody was signed in."""
        with self._database.begin() as transaction:
            row = transaction.one(_BY_DIGEST, session=self._digest(secret), **_bounds(now))
            if row is None:
                return False
            old = _stored(row)
            transaction.change(_END, session=self._digest(secret), now=micros(now))
            note(transaction, old.person, Outcome.SIGNED_OUT, now, account=old.account, device=old.device)
        return True

    def end_one(self, email: str, session_id: str, now: datetime) -> bool:
        """End one session of a person by its id; tells whether it was hers and open."""
        person = self._person(email)
        with self._database.begin() as transaction:
            if not transaction.change(_END_ONE, number=session_id, whose=person, now=micros(now)):
                return False
            note(transaction, person, Outcome.SESSION_ENDED, now)
        return True

    def end_all(self, email: str, now: datetime, *, but: str = "") -> int:
        """End every session of a person but the one with that secret; gives how many."""
        with self._database.begin() as transaction:
            return end_sessions(transaction, self._person(email), now, but=self._digest(but))

    def of_person(self, email: str, now: datetime) -> list[StoredSession]:
        """The open sessions of a person under all her accounts, the newest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_PERSON, whose=self._person(email), **_bounds(now))
        return [_stored(row) for row in rows]

    def forget_old(self, now: datetime) -> int:
        """Delete sessions that were over a month ago; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(now - SESSIONS_KEPT))

    def _add(self, transaction: Transaction, secret: str, session: StoredSession) -> None:
        transaction.change(
            _ADD,
            digest=self._digest(secret),
            id=session.id,
            account=session.account,
            person=session.person,
            level=session.level,
            device=session.device,
            shows="",
            opened_at=micros(session.opened_at),
            seen_at=micros(session.seen_at),
            ended_at=None,
        )

    def _person(self, email: str) -> bytes:
        return person_of(self._keyring, email)

    def _digest(self, secret: str) -> bytes:
        return self._keyring.digest("session", secret)


def end_sessions(transaction: Transaction, person: bytes, now: datetime, *, but: bytes = b"") -> int:
    """End every session of a person, and what could become one, in the transaction of why; gives how many."""
    give_up(transaction, person, now)
    count = transaction.change(_END_ALL, whose=person, now=micros(now), but=but)
    if count:
        note(transaction, person, Outcome.SESSION_ENDED, now)
    return count


def _bounds(now: datetime) -> dict[str, int]:
    return {"idle_since": micros(now - IDLE), "too_long_since": micros(now - LONGEST)}


def _stored(row: Row) -> StoredSession:
    number, account, person, level, device, opened_at, seen_at, shows = row
    instants = from_micros(opened_at), from_micros(seen_at)
    return StoredSession(number, account, bytes(person), level, device, *instants, shows)
