"""A consent that is withdrawn stops what has not left yet, in the very commit that records the withdrawal.

A letter that carries such a notice together with others is put aside, and the others are written anew.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, exists, or_, select, update

from domain.notices import resting_on_consent
from models.columns import micros
from models.envelopes import EnvelopeState
from models.outbox_statements import ENVELOPES, INTENTS, UNTIE
from models.statements import Statement
from models.store import Transaction

REASON = "consent-withdrawn"
_NOT_LEFT = or_(
    *(
        ENVELOPES.c.state == state.value
        for state in (EnvelopeState.QUEUED, EnvelopeState.HELD, EnvelopeState.UNKNOWN)
    ),
    and_(ENVELOPES.c.state == EnvelopeState.SENDING.value, ENVELOPES.c.next_attempt_at <= bindparam("now")),
)
"""Nobody is sending it now: it waits, its outcome is unknown, or its sender died and the lease ran out."""
_OF_THE_KIND = (
    INTENTS.c.course_id == bindparam("course"),
    INTENTS.c.kind == bindparam("notice"),
    INTENTS.c.recipient == bindparam("to"),
)
_CARRYING = Statement(
    select(ENVELOPES.c.id).where(
        _NOT_LEFT,
        exists().where(INTENTS.c.envelope_id == ENVELOPES.c.id, *_OF_THE_KIND),
    )
)
_PUT_ASIDE = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"), _NOT_LEFT)
    .values(
        state=EnvelopeState.FAILED.value,
        reason=REASON,
        lease=None,
        next_attempt_at=None,
        settled_at=bindparam("now"),
        ended_as=REASON,
        ended_by=bindparam("by"),
    )
)
_STOP = Statement(delete(INTENTS).where(INTENTS.c.envelope_id.is_(None), *_OF_THE_KIND))


def withhold(transaction: Transaction, course_id: int, by: str, now: datetime) -> None:
    """Stop every notice on the course that rests on consent and waits, written or not. `now` is UTC."""
    at = micros(now)
    for kind, to in resting_on_consent():
        which = {"course": course_id, "notice": kind.value, "to": to}
        for (envelope,) in transaction.all(_CARRYING, **which, now=at):
            if transaction.change(_PUT_ASIDE, envelope=envelope, now=at, by=by):
                transaction.change(UNTIE, envelope=envelope)
        transaction.change(_STOP, **which)
