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
from models.statements import Row, Statement
from models.store import Transaction

_SAY_SO = (ReferralReceived, ReferralCompleted, ReferralUpdated)
TOGETHER = 25
"""How many courses one statement reads; a shorter list is filled up with its last reference."""
_NAMES = tuple(f"ref{number}" for number in range(TOGETHER))
_SAID = Statement(
    select(
        COURSES.c.ref,
        COURSES.c.key_id,
        EVENTS.c.seq,
        EVENTS.c.type,
        EVENTS.c.version,
        EVENTS.c.facts,
        EVENTS.c.sealed,
    )
    .join(COURSES, COURSES.c.id == EVENTS.c.course_id)
    .where(
        COURSES.c.ref.in_([bindparam(name) for name in _NAMES]),
        or_(*(EVENTS.c.type == kind.__name__ for kind in _SAY_SO)),
    )
    .order_by(EVENTS.c.course_id, EVENTS.c.seq)
)


def citizens(transaction: Transaction, keyring: Keyring, refs: Sequence[str]) -> dict[str, Citizen]:
    """The citizens of these courses in that order; one that is not there, or was erased, is left out. Raises
    Tampered.
    """
    newest: dict[str, Row] = {}
    for start in range(0, len(refs), TOGETHER):
        part = list(refs[start : start + TOGETHER])
        part += part[-1:] * (TOGETHER - len(part))
        rows = transaction.all(_SAID, **dict(zip(_NAMES, part, strict=True)))
        newest |= {str(row[0]): row for row in rows}
    people = {ref: _opened(keyring, *newest[ref]) for ref in refs if ref in newest}
    return {ref: citizen for ref, citizen in people.items() if citizen is not None}


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
