"""Who may decide: the register of the authority's people, and the codes they are given."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select, update

from domain.errors import Refused
from domain.signing_in import same_address
from domain.values import Actor
from domain.who import REGISTERED_AS
from models import decision_codes
from models.blind_index import plain
from models.codec import load_course
from models.columns import from_micros, micros
from models.database import Database
from models.decision_codes import VALID_FOR
from models.keyring import Keyring
from models.numbering import next_ref
from models.places import place
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.authority import DeciderRow
from models.tables.seeing import DeciderChangeRow

_DECIDERS = table_of(DeciderRow)
_INSERT = insertion(DeciderRow)
_COLUMNS = (
    _DECIDERS.c.ref,
    _DECIDERS.c.controller,
    _DECIDERS.c.role,
    _DECIDERS.c.unit,
    _DECIDERS.c.key_id,
    _DECIDERS.c.person,
)
_BY_REF = Statement(
    select(*_COLUMNS).where(_DECIDERS.c.ref == bindparam("ref"), _DECIDERS.c.ended_at.is_(None))
)
_BY_ADDRESS = Statement(
    select(*_COLUMNS)
    .where(_DECIDERS.c.address == bindparam("address"), _DECIDERS.c.ended_at.is_(None))
    .order_by(_DECIDERS.c.added_at, _DECIDERS.c.ref)
)
_ANYBODY = Statement(select(*_COLUMNS).where(_DECIDERS.c.ended_at.is_(None)).limit(1))
_NAMESAKES = Statement(
    select(func.count()).where(_DECIDERS.c.called == bindparam("called"), _DECIDERS.c.ended_at.is_(None))
)
_ALL = Statement(select(*_COLUMNS).where(_DECIDERS.c.ended_at.is_(None)).order_by(_DECIDERS.c.added_at))
_CHANGES_TABLE = table_of(DeciderChangeRow)
_NOTE = insertion(DeciderChangeRow, without=("id",))
_CHANGES = Statement(
    select(_CHANGES_TABLE.c.at, _CHANGES_TABLE.c.decider, _CHANGES_TABLE.c.what, _CHANGES_TABLE.c.by)
    .order_by(_CHANGES_TABLE.c.id.desc())
    .limit(bindparam("most"))
)
_MOVE = Statement(
    update(_DECIDERS)
    .where(_DECIDERS.c.ref == bindparam("decider"), _DECIDERS.c.ended_at.is_(None))
    .values(unit=bindparam("new_unit"))
)
_END = Statement(
    update(_DECIDERS)
    .where(_DECIDERS.c.ref == bindparam("decider"), _DECIDERS.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Decider:
    """A registered decider. Name and e-mail are staff data: shown to people, never logged."""

    ref: str
    controller: str
    role: str
    unit: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something changed in the register: when (UTC), whom, what (`added`, `moved`, `ended`), and by whom."""

    at: datetime
    decider: str
    what: str
    by: str


class Deciders:
    """The register of deciders and their codes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def add(
        self,
        *,
        controller: str,
        role: str,
        unit: str,
        name: str,
        email: str,
        now: datetime,
        by: str = "",
    ) -> Decider:
        """Register a person of the authority; she gets a reference such as `D-0001`. `by`: who did it."""
        key = self._keyring.controller_key(controller, now)
        with self._database.begin() as transaction:
            ref = next_ref(transaction, "D")
            person = json.dumps({"name": name, "email": email}).encode()
            transaction.change(
                _INSERT,
                ref=ref,
                controller=controller,
                role=role,
                unit=unit,
                key_id=key.id,
                added_at=micros(now),
                ended_at=None,
                person=key.seal(person, "decider", "person", ref),
                address=self._address(email),
                called=self._called(controller, name),
            )
            _note(transaction, ref, "added", by, now)
        return Decider(ref, controller, role, unit, name, email)

    def registered(self, ref: str) -> Decider | None:
        """The decider with that reference, or None if there is none or her registration has ended."""
        with self._database.read() as transaction:
            row = transaction.one(_BY_REF, ref=ref)
        return self._decider(row) if row else None

    def with_address(self, email: str) -> list[Decider]:
        """Who is registered now with that e-mail address, in whatever case it is written.

        Where nobody is, somebody else's record is opened in vain: how long it takes must not tell strangers
        at the door whom we know.
        """
        with self._database.read() as transaction:
            rows = transaction.all(_BY_ADDRESS, address=self._address(email))
            opened = rows or transaction.all(_ANYBODY)
        people = [self._decider(row) for row in opened]
        return people if rows else []

    def namesakes(self, controller: str, name: str) -> int:
        """How many are registered now with a controller under that name, however it is spaced and cased."""
        with self._database.read() as transaction:
            row = transaction.one(_NAMESAKES, called=self._called(controller, name))
        return int(row[0]) if row else 0

    def all(self) -> list[Decider]:
        """Everybody who may decide now, in the order they were registered."""
        with self._database.read() as transaction:
            rows = transaction.all(_ALL)
        return [self._decider(row) for row in rows]

    def end(self, ref: str, now: datetime, by: str = "") -> None:
        """End a registration: she decides no more, and her open codes are worth nothing."""
        with self._database.begin() as transaction:
            if not transaction.change(_END, decider=ref, now=micros(now)):
                raise unknown(ref)
            _note(transaction, ref, "ended", by, now)

    def move(self, ref: str, unit: str, now: datetime, by: str = "") -> None:
        """Put her in another unit of her authority: from now on she sees that unit's citizens."""
        with self._database.begin() as transaction:
            if not transaction.change(_MOVE, decider=ref, new_unit=unit):
                raise unknown(ref)
            _note(transaction, ref, "moved", by, now)

    def changes(self, most: int = 100) -> list[Change]:
        """What was changed in the register, newest first."""
        with self._database.read() as transaction:
            rows = transaction.all(_CHANGES, most=most)
        return [Change(from_micros(at), *others) for at, *others in rows]

    def issue(self, ref: str, course_ref: str, now: datetime, valid: timedelta = VALID_FOR) -> str:
        """A new code by which this decider may take one decision on this course.

        Raises Refused for an unknown decider or one of another controller, UnknownCourse.
        """
        decider = self.registered(ref)
        with self._database.begin() as transaction:
            at = place(transaction, course_ref)
            if decider is None or decider.controller != load_course(at.state, course_ref).controller:
                raise unknown(ref)
            return decision_codes.issue(transaction, self._keyring, ref, at, now=now, valid=valid)

    def _address(self, email: str) -> bytes:
        return self._keyring.digest("decider-address", same_address(email))

    def _called(self, controller: str, name: str) -> bytes:
        return self._keyring.digest("decider-name", controller, plain(name))

    def _decider(self, row: Row) -> Decider:
        ref, controller, role, unit, key_id, sealed = row
        person = json.loads(self._keyring.key(key_id).open(sealed, "decider", "person", ref))
        return Decider(ref, controller, role, unit, person["name"], person["email"])


def _note(transaction: Transaction, ref: str, what: str, by: str, now: datetime) -> None:
    transaction.change(_NOTE, at=micros(now), decider=ref, what=what, by=by)


def must_be_registered(transaction: Transaction, ref: str) -> None:
    """Raise Refused unless the decider is registered now."""
    if transaction.one(_BY_REF, ref=ref) is None:
        raise unknown(ref)


def must_be_of_authority(transaction: Transaction, who: Actor, controller: str) -> None:
    """Raise Refused unless she is registered now, in that role, with that controller."""
    row = transaction.one(_BY_REF, ref=who.id)
    if row is None or (str(row[1]), str(row[2])) != (controller, REGISTERED_AS.get(who.role)):
        raise unknown(who.id)


def unknown(decider_ref: str) -> Refused:
    """The refusal for a decider who is not registered."""
    return Refused(
        "unknown-decider",
        f"Beslutningstageren {decider_ref} er ikke registreret hos kommunen. Opret med: mentor decider add",
    )
