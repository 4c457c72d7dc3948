"""Finding courses without storing who they are about: keyed digests of what the referral says.

Kept in the same commit as the events that carry it, so it always says what the newest referral says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import bindparam, or_, select, text

from domain.events import CaseworkerChanged, Event, ReferralCompleted, ReferralReceived, ReferralUpdated
from domain.history import referral_of
from domain.referral import Referral
from models import histories
from models.keyring import Keyring
from models.name_signature import signature
from models.places import COURSES, Place
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import BlindIndexRow

_INDEX = table_of(BlindIndexRow)
_PUT = Statement(
    text(
        "INSERT INTO blind_index (course_id, cpr, caseworker, unit, names) "
        "VALUES (:course_id, :cpr, :caseworker, :unit, :names) ON CONFLICT (course_id) DO UPDATE SET "
        "cpr = excluded.cpr, caseworker = excluded.caseworker, unit = excluded.unit, names = excluded.names, "
        "former_cpr = CASE WHEN blind_index.cpr = excluded.cpr THEN blind_index.former_cpr "
        "ELSE blind_index.cpr END"
    )
)
_FIND = Statement(
    select(COURSES.c.ref)
    .join(_INDEX, _INDEX.c.course_id == COURSES.c.id)
    .where(or_(_INDEX.c.cpr == bindparam("digest"), _INDEX.c.former_cpr == bindparam("digest")))
    .order_by(COURSES.c.id)
)
_CHANGES = ReferralCompleted | ReferralUpdated | CaseworkerChanged
_ADDRESS = re.compile(r"[^@\s<>,;:]+@[^@\s<>,;:]+")


def remember(transaction: Transaction, keyring: Keyring, at: Place, controller: str, first: Event) -> None:
    """Make a new course findable by the referral that its first event carries."""
    if isinstance(first, ReferralReceived):
        _put(transaction, keyring, at.id, controller, first.referral)


def follow(
    transaction: Transaction, keyring: Keyring, at: Place, controller: str, events: Iterable[Event]
) -> None:
    """Let what a course is found by follow what was just written of its referral or its caseworker."""
    if any(isinstance(event, _CHANGES) for event in events):
        referral = referral_of(histories.history(transaction, keyring, at))
        _put(transaction, keyring, at.id, controller, referral)


def find(transaction: Transaction, keyring: Keyring, controller: str, cpr: str) -> list[str]:
    """The references of a citizen's courses within one controller, oldest first; also by a number that was
    corrected since.
    """
    rows = transaction.all(_FIND, digest=cpr_digest(keyring, controller, cpr))
    return [str(ref) for (ref,) in rows]


def cpr_digest(keyring: Keyring, controller: str, cpr: str) -> int:
    """By which a citizen's courses within one controller are found."""
    return _short(keyring.digest("cpr", controller, cpr))


def caseworker_digest(keyring: Keyring, controller: str, person: str) -> int:
    """By which a caseworker's courses are found: her e-mail address, or her name."""
    return _short(keyring.digest("caseworker", controller, plain(person)))


def unit_digest(keyring: Keyring, controller: str, unit: str) -> int:
    """By which a unit's courses are found."""
    return _short(keyring.digest("unit", controller, plain(unit)))


def plain(said: str) -> str:
    """A name, unit or address as it is compared: small letters, one space between words."""
    return " ".join(said.casefold().split())


def _put(
    transaction: Transaction, keyring: Keyring, course_id: int, controller: str, referral: Referral
) -> None:
    citizen, handler = referral.citizen, _handler(referral)
    transaction.change(
        _PUT,
        course_id=course_id,
        cpr=cpr_digest(keyring, controller, citizen.cpr),
        caseworker=caseworker_digest(keyring, controller, handler) if handler else None,
        unit=unit_digest(keyring, controller, referral.unit) if plain(referral.unit) else None,
        # Who is protected is never found by her name, and it cannot be seen here that she is.
        names=signature(keyring, course_id, "" if citizen.protected else citizen.name),
    )


def _handler(referral: Referral) -> str:
    """The caseworker's e-mail address, which is hers alone; her name only where no address was given."""
    address = _ADDRESS.search(referral.caseworker_contact)
    return address.group() if address else plain(referral.caseworker)


def _short(digest: bytes) -> int:
    """The first eight bytes, as both databases keep a whole number."""
    return int.from_bytes(digest[:8], "big", signed=True)
