"""The statements of the key figures."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, or_, select, text, true

from models.envelopes import EnvelopeState
from models.outbox_statements import ENVELOPES, INTENTS
from models.places import COURSES
from models.statements import Statement, table_of
from models.tables.figures import FigureCourseRow, FigureMonthRow

KEPT, MONTHS = table_of(FigureCourseRow), table_of(FigureMonthRow)
DEVIATION = "deviation"
"""The kind of the notice that tells the jobcentre of a deviation."""
_DELIVERED = (
    INTENTS.c.kind == DEVIATION,
    ENVELOPES.c.state == EnvelopeState.SENT.value,
    ENVELOPES.c.settled_at.isnot(None),
)
_NOW_TOLD = (
    select(func.count(func.distinct(INTENTS.c.seq)))
    .join_from(INTENTS, ENVELOPES, ENVELOPES.c.id == INTENTS.c.envelope_id)
    .where(INTENTS.c.course_id == KEPT.c.course_id, *_DELIVERED)
    .correlate(KEPT)
    .scalar_subquery()
)
_BEHIND = or_(
    COURSES.c.seq > func.coalesce(KEPT.c.seq, 0),
    (KEPT.c.untold > 0) & (KEPT.c.told < _NOW_TOLD),
)
OUTDATED = Statement(
    select(COURSES.c.ref)
    .join(KEPT, KEPT.c.course_id == COURSES.c.id, isouter=True)
    .where(_BEHIND)
    .order_by(COURSES.c.id)
    .limit(bindparam("most"))
)
WAITING = Statement(
    select(func.count())
    .select_from(COURSES)
    .join(KEPT, KEPT.c.course_id == COURSES.c.id, isouter=True)
    .where(_BEHIND)
)
TOLD_AT = Statement(
    select(INTENTS.c.seq, func.min(ENVELOPES.c.settled_at))
    .join_from(INTENTS, ENVELOPES, ENVELOPES.c.id == INTENTS.c.envelope_id)
    .where(INTENTS.c.course_id == bindparam("course_id"), *_DELIVERED)
    .group_by(INTENTS.c.seq)
)
KEPT_OF = Statement(select(KEPT.c.seq, KEPT.c.lines).where(KEPT.c.course_id == bindparam("course_id")))
KEEP = Statement(
    text(
        "INSERT INTO figure_course (course_id, seq, told, untold, lines) "
        "VALUES (:course_id, :seq, :told, :untold, :lines) ON CONFLICT (course_id) DO UPDATE SET "
        "seq = excluded.seq, told = excluded.told, untold = excluded.untold, lines = excluded.lines"
    )
)
ADD = Statement(
    text(
        "INSERT INTO figure_month (month, controller, programme, kind, code, mentor, count, amount) "
        "VALUES (:month, :controller, :programme, :kind, :code, :mentor, :count, :amount) "
        "ON CONFLICT (month, controller, programme, kind, code, mentor) DO UPDATE SET "
        "count = figure_month.count + excluded.count, amount = figure_month.amount + excluded.amount"
    )
)
TIDY = Statement(delete(MONTHS).where(MONTHS.c.count == 0, MONTHS.c.amount == 0))
FORGET_SUMS, FORGET_COURSES = Statement(delete(MONTHS).where(true())), Statement(delete(KEPT).where(true()))
_SUMS = (
    MONTHS.c.controller,
    MONTHS.c.programme,
    MONTHS.c.kind,
    MONTHS.c.code,
    func.sum(MONTHS.c.count),
    func.sum(MONTHS.c.amount),
)
BETWEEN = Statement(
    select(*_SUMS)
    .where(MONTHS.c.month >= bindparam("first"), MONTHS.c.month <= bindparam("last"))
    .group_by(*_SUMS[:4])
)
BY_MONTH = Statement(
    select(MONTHS.c.month, *_SUMS)
    .where(
        MONTHS.c.month >= bindparam("first"),
        MONTHS.c.month <= bindparam("last"),
        or_(*(MONTHS.c.kind == kind for kind in ("contact_days", "follow_up", "used", "received", "ended"))),
    )
    .group_by(MONTHS.c.month, *_SUMS[:4])
)
MENTORS_BETWEEN = Statement(
    select(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.mentor, func.sum(MONTHS.c.amount))
    .where(MONTHS.c.month >= bindparam("first"), MONTHS.c.month <= bindparam("last"), MONTHS.c.kind == "used")
    .group_by(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.mentor)
)
CARRIED = Statement(
    select(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.mentor, func.sum(MONTHS.c.count))
    .where(MONTHS.c.month <= bindparam("last"), MONTHS.c.kind == "mentor")
    .group_by(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.mentor)
)
RUNNING = Statement(
    select(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.kind, func.sum(MONTHS.c.count))
    .where(MONTHS.c.month <= bindparam("last"), or_(MONTHS.c.kind == "received", MONTHS.c.kind == "ended"))
    .group_by(MONTHS.c.controller, MONTHS.c.programme, MONTHS.c.kind)
)
