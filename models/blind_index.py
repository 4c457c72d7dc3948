"""Finding a citizen's courses without storing who she is: a keyed digest of controller and CPR number."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select, text

from domain.events import Event, ReferralCompleted, ReferralReceived
from models.keyring import Keyring
from models.places import COURSES
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import BlindIndexRow

_INDEX = table_of(BlindIndexRow)
_PUT = Statement(
    text(
        "INSERT INTO blind_index (controller, digest, course_id) VALUES (:controller, :digest, :course_id) "
        "ON CONFLICT DO NOTHING"
    )
)
_FIND = Statement(
    select(COURSES.c.ref)
    .join(_INDEX, _INDEX.c.course_id == COURSES.c.id)
    .where(_INDEX.c.controller == bindparam("controller"), _INDEX.c.digest == bindparam("digest"))
    .order_by(COURSES.c.id)
)


def remember(
    transaction: Transaction, keyring: Keyring, course_id: int, controller: str, events: Iterable[Event]
) -> None:
    """Make a course findable by the CPR number of the referral that an event carries."""
    for event in events:
        if isinstance(event, ReferralReceived | ReferralCompleted):
            digest = _digest(keyring, controller, event.referral.citizen.cpr)
            transaction.change(_PUT, controller=controller, digest=digest, course_id=course_id)


def find(transaction: Transaction, keyring: Keyring, controller: str, cpr: str) -> list[str]:
    """The references of a citizen's courses within one controller, oldest first."""
    rows = transaction.all(_FIND, controller=controller, digest=_digest(keyring, controller, cpr))
    return [str(ref) for (ref,) in rows]


def _digest(keyring: Keyring, controller: str, cpr: str) -> bytes:
    return keyring.digest("cpr", controller, cpr)
