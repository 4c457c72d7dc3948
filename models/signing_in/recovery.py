"""Recovery codes: ten that work once each, for the day the phone is gone. Only keyed digests are kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from domain.signing_in import RECOVERY_CODES, Level, Outcome
from models.columns import micros
from models.database import Database
from models.decision_codes import ALPHABET
from models.keyring import Keyring
from models.signing_in.links import UnderWay, prove
from models.signing_in.log import note
from models.signing_in.secrets import person_of
from models.statements import Statement, insertion, table_of
from models.store import Transaction
from models.tables.portal import RecoveryCodeRow

LENGTH = 10
_CODES = table_of(RecoveryCodeRow)
_ADD = insertion(RecoveryCodeRow)
_SPEND = Statement(
    update(_CODES)
    .where(
        _CODES.c.digest == bindparam("code"),
        _CODES.c.person == bindparam("whose"),
        _CODES.c.used_at.is_(None),
    )
    .values(used_at=bindparam("now"))
)
_LEFT = Statement(
    select(func.count())
    .select_from(_CODES)
    .where(_CODES.c.person == bindparam("whose"), _CODES.c.used_at.is_(None))
)
_REMOVE = Statement(delete(_CODES).where(_CODES.c.person == bindparam("whose")))


class Recovery:
    """The recovery codes of one installation."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def spend(
        self, code: str, email: str, now: datetime, proving: UnderWay | None = None, *, device: str = ""
    ) -> bool:
        """Use a code up, and prove a sign-in by it; False where it is not hers or was used."""
        person = person_of(self._keyring, email)
        digest = _digest(self._keyring, person, code)
        with self._database.begin() as transaction:
            if not transaction.change(_SPEND, code=digest, whose=person, now=micros(now)):
                return False
            note(transaction, person, Outcome.RECOVERY_USED, now, device=device)
            return proving is None or prove(transaction, proving, Level.RECOVERY, now)

    def left(self, email: str) -> int:
        """How many a person has not used."""
        with self._database.read() as transaction:
            row = transaction.one(_LEFT, whose=person_of(self._keyring, email))
        return int(row[0]) if row else 0

    def renew(self, email: str, now: datetime) -> tuple[str, ...]:
        """New codes for a person, shown once; the old ones work no more."""
        person = person_of(self._keyring, email)
        with self._database.begin() as transaction:
            note(transaction, person, Outcome.RECOVERY_RENEWED, now)
            return renew(transaction, self._keyring, person, now)


def renew(transaction: Transaction, keyring: Keyring, person: bytes, now: datetime) -> tuple[str, ...]:
    """The same in a transaction; gives the codes in two groups of five."""
    remove(transaction, person)
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    rows = [
        {"digest": _digest(keyring, person, code), "person": person, "made_at": micros(now), "used_at": None}
        for code in codes
    ]
    transaction.change_many(_ADD, rows)
    return tuple(codes)


def remove(transaction: Transaction, person: bytes) -> None:
    """Take a person's codes away."""
    transaction.change(_REMOVE, whose=person)


def _new_code() -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{code[:5]}-{code[5:]}"


def _digest(keyring: Keyring, person: bytes, code: str) -> bytes:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return keyring.digest("recovery-code", person.hex(), plain)
