"""Who a course is for, opened from the newest event that says so, without reading the rest of its history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, or_, select

from domain.events import ReferralCompleted, ReferralReceived, ReferralUpdated
from domain.referral import Citizen
from models.codec import whole_event
from models.errors import KeyDestroyed
from models.histories import EVENTS
from models.keyring import Keyring
from models.places import COURSES
from models.recording import row_name
from models.statements import Statement
from models.store import Transaction

_SAY_SO = (ReferralReceived, ReferralCompleted, ReferralUpdated)
_NEWEST = Statement(
    select(COURSES.c.key_id, EVENTS.c.seq, EVENTS.c.type, EVENTS.c.version, EVENTS.c.facts, EVENTS.c.sealed)
    .join(COURSES, COURSES.c.id == EVENTS.c.course_id)
    .where(COURSES.c.ref == bindparam("ref"), or_(*(EVENTS.c.type == kind.__name__ for kind in _SAY_SO)))
    .order_by(EVENTS.c.seq.desc())
    .limit(1)
)


def citizens(transaction: Transaction, keyring: Keyring, refs: Sequence[str]) -> dict[str, Citizen]:
    """The citizens of these courses; one that is not there, or was erased, is left out. Raises Tampered."""
    found: dict[str, Citizen] = {}
    for ref in refs:
        row = transaction.one(_NEWEST, ref=ref)
        if row is not None and (citizen := _opened(keyring, ref, *row)):
            found[ref] = citizen
    return found


def _opened(
    keyring: Keyring, ref: str, key_id: str, seq: int, kind: str, version: int, facts: bytes, sealed: bytes
) -> Citizen | None:
    where = row_name(ref, seq)
    try:
        personal = keyring.key(key_id).open(sealed, "event", "sealed", where)
    except KeyDestroyed:
        return None
    event = whole_event(kind, version, facts, personal, where)
    if not isinstance(event, _SAY_SO):
        raise TypeError(f"{kind} says nothing about a citizen")
    return event.referral.citizen
