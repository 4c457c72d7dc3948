"""The statements of the outbox."""

from __future__ import annotations

from sqlalchemy import bindparam, literal_column, or_, select, text, update

from models.envelopes import AWAY, UNDELIVERED, EnvelopeState
from models.places import COURSES
from models.statements import Statement, insertion, table_of
from models.tables.notices import EnvelopeRow, IntentRow

INTENTS = table_of(IntentRow)
ENVELOPES = table_of(EnvelopeRow)

_INTENT_LINES = select(
    INTENTS.c.id,
    COURSES.c.ref,
    COURSES.c.controller,
    INTENTS.c.seq,
    INTENTS.c.kind,
    INTENTS.c.recipient,
    INTENTS.c.basis,
    INTENTS.c.urgent,
    INTENTS.c.not_before,
    INTENTS.c.caused_at,
).join(COURSES, COURSES.c.id == INTENTS.c.course_id)
PENDING = Statement(
    _INTENT_LINES.where(INTENTS.c.envelope_id.is_(None), INTENTS.c.not_before <= bindparam("now"))
    .order_by(INTENTS.c.urgent.desc(), INTENTS.c.not_before, INTENTS.c.id)
    .limit(bindparam("most"))
)
CARRIED = Statement(
    _INTENT_LINES.where(INTENTS.c.envelope_id == bindparam("envelope")).order_by(INTENTS.c.id)
)
ADD_INTENT = Statement(
    text(
        "INSERT INTO intent (course_id, seq, kind, recipient, basis, urgent, not_before, caused_at) "
        "VALUES (:course_id, :seq, :kind, :recipient, :basis, :urgent, :not_before, :caused_at) "
        "ON CONFLICT DO NOTHING"
    )
)
INSERT = insertion(EnvelopeRow)
TIE = Statement(
    update(INTENTS)
    .where(INTENTS.c.id == bindparam("intent"), INTENTS.c.envelope_id.is_(None))
    .values(envelope_id=bindparam("envelope"))
)
UNTIE = Statement(
    update(INTENTS).where(INTENTS.c.envelope_id == bindparam("envelope")).values(envelope_id=None)
)
END = Statement(
    update(ENVELOPES)
    .where(
        ENVELOPES.c.id == bindparam("envelope"),
        ENVELOPES.c.ended_as == "",
        or_(*(ENVELOPES.c.state == state.value for state in UNDELIVERED)),
    )
    .values(ended_as=bindparam("how"), ended_by=bindparam("by"))
)
NOT_AWAY = tuple(ENVELOPES.c.state != literal_column(f"'{state.value}'") for state in sorted(AWAY))
"""Written out, not bound, as in the partial index: only then SQLite takes it."""
TO_SEND = Statement(
    select(ENVELOPES.c.id)
    .where(ENVELOPES.c.next_attempt_at <= bindparam("now"))
    .order_by(ENVELOPES.c.urgent.desc(), ENVELOPES.c.next_attempt_at, ENVELOPES.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
LEASE = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"))
    .values(
        state=EnvelopeState.SENDING.value,
        attempts=ENVELOPES.c.attempts + 1,
        lease=bindparam("token"),
        next_attempt_at=bindparam("until"),
    )
)
OPENED = Statement(
    select(
        ENVELOPES.c.id,
        COURSES.c.ref,
        ENVELOPES.c.controller,
        ENVELOPES.c.key_id,
        ENVELOPES.c.recipient,
        ENVELOPES.c.urgent,
        ENVELOPES.c.message_id,
        ENVELOPES.c.attempts,
        ENVELOPES.c.created_at,
        ENVELOPES.c.address,
        ENVELOPES.c.plain,
        ENVELOPES.c.raw,
        ENVELOPES.c.raw_sha256,
    )
    .join(COURSES, COURSES.c.id == ENVELOPES.c.course_id, isouter=True)
    .where(ENVELOPES.c.id == bindparam("envelope"))
)
MARK = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"), ENVELOPES.c.lease == bindparam("token"))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("why"),
        lease=None,
        next_attempt_at=bindparam("again"),
        settled_at=bindparam("settled"),
    )
)
PUT_BACK = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"), ENVELOPES.c.lease == bindparam("token"))
    .values(
        state=EnvelopeState.QUEUED.value,
        attempts=ENVELOPES.c.attempts - 1,
        lease=None,
        next_attempt_at=bindparam("again"),
    )
)
RELEASE = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"), ENVELOPES.c.state == EnvelopeState.HELD.value)
    .values(
        state=EnvelopeState.QUEUED.value,
        reason="",
        raw=bindparam("bytes"),
        raw_sha256=bindparam("sha256"),
        message_id=bindparam("name"),
        next_attempt_at=bindparam("now"),
    )
)
POSTED = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.id == bindparam("envelope"), ENVELOPES.c.state == EnvelopeState.TO_POST.value)
    .values(state=EnvelopeState.POSTED.value, settled_at=bindparam("now"), ended_by=bindparam("by"))
)
BOUNCED = Statement(
    update(ENVELOPES)
    .where(ENVELOPES.c.message_id == bindparam("name"))
    .values(
        state=EnvelopeState.BOUNCED.value,
        reason=bindparam("why"),
        settled_at=bindparam("now"),
        next_attempt_at=None,
    )
)
LINES = (
    select(
        ENVELOPES.c.id,
        COURSES.c.ref,
        ENVELOPES.c.controller,
        ENVELOPES.c.recipient,
        ENVELOPES.c.urgent,
        ENVELOPES.c.state,
        ENVELOPES.c.reason,
        ENVELOPES.c.message_id,
        ENVELOPES.c.attempts,
        ENVELOPES.c.created_at,
        ENVELOPES.c.settled_at,
        ENVELOPES.c.replaces,
        ENVELOPES.c.ended_as,
        ENVELOPES.c.ended_by,
    )
    .join(COURSES, COURSES.c.id == ENVELOPES.c.course_id, isouter=True)
    .order_by(ENVELOPES.c.id)
)
