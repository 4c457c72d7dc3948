"""Second factors: a person's authenticator app and her passkeys. Secrets are sealed; counters only grow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, exists, select, update

from domain.signing_in import Level, Outcome
from models.columns import from_micros, micros
from models.database import Database
from models.errors import Duplicate
from models.keyring import Keyring
from models.signing_in import recovery
from models.signing_in.links import UnderWay, prove
from models.signing_in.log import note
from models.signing_in.secrets import new_id, person_of
from models.signing_in.sessions import end_sessions
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.portal import SecondFactorRow

_FACTORS = table_of(SecondFactorRow)
_ADD = insertion(SecondFactorRow)
_SELECT: Select[Row] = select(
    _FACTORS.c.id,
    _FACTORS.c.person,
    _FACTORS.c.kind,
    _FACTORS.c.key_id,
    _FACTORS.c.secret,
    _FACTORS.c.counter,
    _FACTORS.c.added_at,
    _FACTORS.c.used_at,
)
_OF_PERSON = Statement(
    _SELECT.where(_FACTORS.c.person == bindparam("whose"), _FACTORS.c.confirmed_at.is_not(None)).order_by(
        _FACTORS.c.added_at
    )
)
_BY_ID = Statement(_SELECT.where(_FACTORS.c.id == bindparam("factor"), _FACTORS.c.confirmed_at.is_(None)))
_CONFIRM = Statement(
    update(_FACTORS)
    .where(_FACTORS.c.id == bindparam("factor"), _FACTORS.c.confirmed_at.is_(None))
    .values(confirmed_at=bindparam("now"), used_at=bindparam("now"), counter=bindparam("reached"))
)
_USE = Statement(
    update(_FACTORS)
    .where(_FACTORS.c.id == bindparam("factor"), _FACTORS.c.counter < bindparam("reached"))
    .values(counter=bindparam("reached"), used_at=bindparam("now"))
)
_USE_WITHOUT_COUNTER = Statement(
    # Most passkeys count nothing and always say 0: the challenge alone makes each answer count once.
    update(_FACTORS)
    .where(_FACTORS.c.id == bindparam("factor"), _FACTORS.c.counter == 0)
    .values(used_at=bindparam("now"))
)
_OTHERS = _FACTORS.alias("others")
_REMOVE = Statement(
    delete(_FACTORS).where(
        _FACTORS.c.id == bindparam("factor"),
        _FACTORS.c.person == bindparam("whose"),
        _FACTORS.c.kind == "passkey",
        # Never the last one: whoever has none could set one up with a link alone.
        exists()
        .where(
            _OTHERS.c.person == bindparam("whose"),
            _OTHERS.c.id != bindparam("factor"),
            _OTHERS.c.confirmed_at.is_not(None),
        )
        .correlate(_FACTORS),
    )
)
_REMOVE_ALL = Statement(delete(_FACTORS).where(_FACTORS.c.person == bindparam("whose")))
_FORGET = Statement(
    delete(_FACTORS).where(_FACTORS.c.confirmed_at.is_(None), _FACTORS.c.added_at < bindparam("before"))
)


@dataclass(frozen=True, slots=True)
class Factor:
    """One second factor, opened. `secret` is what its codes are made of, or its public key."""

    id: str
    person: bytes
    kind: Level
    secret: str
    counter: int
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """A passkey to keep: its name at the browser, what is kept of it as text, and its counter."""

    credential: bytes
    public: str
    counter: int


class Factors:
    """The second factors of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def of(self, person: bytes) -> list[Factor]:
        """The factors a person can use, in the order she added them."""
        with self._database.read() as transaction:
            rows = transaction.all(_OF_PERSON, whose=person)
        return [self._factor(row) for row in rows]

    def awaiting(self, under_way: UnderWay, fresh: str, now: datetime) -> Factor:
        """The app that is being set up in this sign-in; `fresh` becomes its secret if it is only begun now.

        It belongs to this link alone: what another window shows is never confirmed here.
        """
        factor = Factor(under_way.link.hex(), under_way.person, Level.TOTP, fresh, 0, now, None)
        with self._database.begin() as transaction:
            row = transaction.one(_BY_ID, factor=factor.id)
            if row is None:
                self._add(transaction, factor, now, is_first=True)
        return self._factor(row) if row else factor

    def confirm(
        self, factor: Factor, step: int, under_way: UnderWay, now: datetime, *, device: str
    ) -> tuple[str, ...]:
        """Keep the app whose code was right, and prove the sign-in; gives the recovery codes, shown once.

        Nothing where it is confirmed already, or she has another one.
        """
        try:
            with self._database.begin() as transaction:
                if not transaction.change(_CONFIRM, factor=factor.id, reached=step, now=micros(now)):
                    return ()
                prove(transaction, under_way, factor.kind, now)
                note(transaction, factor.person, Outcome.FACTOR_ADDED, now, device=device)
                return recovery.renew(transaction, self._keyring, factor.person, now)
        except Duplicate:
            return ()

    def set_up_passkey(
        self, made: NewPasskey, under_way: UnderWay, now: datetime, *, device: str
    ) -> tuple[str, ...]:
        """Keep a passkey as a person's first factor and prove the sign-in; else as `confirm`."""
        try:
            with self._database.begin() as transaction:
                self._add_passkey(transaction, under_way.person, made, now, is_first=True)
                prove(transaction, under_way, Level.PASSKEY, now)
                note(transaction, under_way.person, Outcome.FACTOR_ADDED, now, device=device)
                return recovery.renew(transaction, self._keyring, under_way.person, now)
        except Duplicate:
            return ()

    def use(self, factor: Factor, reached: int, now: datetime, proving: UnderWay | None = None) -> bool:
        """Accept what was shown, and prove a sign-in by it; False where that was shown before.

        `reached` is the time step of the code, or the passkey's counter (0 for one that does not count).
        """
        statement = _USE if reached else _USE_WITHOUT_COUNTER
        values = {"reached": reached} if reached else {}
        with self._database.begin() as transaction:
            used = transaction.change(statement, factor=factor.id, now=micros(now), **values)
            return bool(used) and (proving is None or prove(transaction, proving, factor.kind, now))

    def add_passkey(self, email: str, made: NewPasskey, now: datetime, *, device: str = "") -> bool:
        """Keep one more passkey; False where it is somebody's already."""
        person = person_of(self._keyring, email)
        try:
            with self._database.begin() as transaction:
                self._add_passkey(transaction, person, made, now, is_first=False)
                note(transaction, person, Outcome.FACTOR_ADDED, now, device=device)
        except Duplicate:
            return False
        return True

    def remove_passkey(self, email: str, factor_id: str, now: datetime) -> bool:
        """Take one of a person's passkeys away, but never her last factor; tells whether it was done."""
        person = person_of(self._keyring, email)
        with self._database.begin() as transaction:
            if not transaction.change(_REMOVE, factor=factor_id, whose=person):
                return False
            note(transaction, person, Outcome.FACTOR_REMOVED, now)
        return True

    def reset(self, email: str, by: str, now: datetime) -> None:
        """Take all of a person's factors and recovery codes away and end her sessions; `by` is named."""
        person = person_of(self._keyring, email)
        with self._database.begin() as transaction:
            transaction.change(_REMOVE_ALL, whose=person)
            recovery.remove(transaction, person)
            end_sessions(transaction, person, now)
            note(transaction, person, Outcome.FACTOR_RESET, now, by=by)

    def forget_old(self, before: datetime) -> int:
        """Delete apps that were begun before an instant and never confirmed; gives how many."""
        with self._database.begin() as transaction:
            return transaction.change(_FORGET, before=micros(before))

    def _add_passkey(
        self, transaction: Transaction, person: bytes, made: NewPasskey, now: datetime, *, is_first: bool
    ) -> None:
        factor = Factor(new_id(), person, Level.PASSKEY, made.public, made.counter, now, None)
        digest = self._keyring.digest("passkey", made.credential.hex())
        self._add(transaction, factor, now, is_first=is_first, credential=digest, confirmed_at=micros(now))

    def _add(
        self,
        transaction: Transaction,
        factor: Factor,
        now: datetime,
        *,
        is_first: bool,
        credential: bytes | None = None,
        confirmed_at: int | None = None,
    ) -> None:
        key = self._keyring.portal_key(now)
        transaction.change(
            _ADD,
            id=factor.id,
            person=factor.person,
            kind=factor.kind.value,
            key_id=key.id,
            secret=key.seal(factor.secret.encode(), "second_factor", "secret", factor.id),
            credential=credential,
            is_first=is_first,
            counter=factor.counter,
            added_at=micros(now),
            confirmed_at=confirmed_at,
            used_at=None,
        )

    def _factor(self, row: Row) -> Factor:
        number, person, kind, key_id, sealed, counter, added_at, used_at = row
        secret = self._keyring.key(key_id).open(sealed, "second_factor", "secret", number)
        used = None if used_at is None else from_micros(used_at)
        return Factor(
            number, bytes(person), Level(kind), secret.decode(), counter, from_micros(added_at), used
        )
