"""The statements of the key figures."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, or_, select, text, true

from domain.figures.lines import Kind
from models.envelopes import EnvelopeState
from models.outbox_statements import ENVELOPES, INTENTS
from models.places import COURSES
from models.statements import Statement, table_of
from models.tables.figures import FigureCourseRow, FigureSumRow

KEPT, SUMS = table_of(FigureCourseRow), table_of(FigureSumRow)
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
OUTDATED = Statement(
    select(COURSES.c.ref)
    .join(KEPT, KEPT.c.course_id == COURSES.c.id, isouter=True)
    .where(
        func.coalesce(KEPT.c.problem, "") == "",
        or_(
            COURSES.c.seq > func.coalesce(KEPT.c.seq, 0),
            (KEPT.c.untold > 0) & (KEPT.c.told < _NOW_TOLD),
        ),
    )
    .order_by(COURSES.c.id)
    .limit(bindparam("most"))
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
        "INSERT INTO figure_course (course_id, seq, told, untold, lines, problem) "
        "VALUES (:course_id, :seq, :told, :untold, :lines, '') ON CONFLICT (course_id) DO UPDATE SET "
        "seq = excluded.seq, told = excluded.told, untold = excluded.untold, lines = excluded.lines, "
        "problem = ''"
    )
)
LEAVE_OUT = Statement(
    text(
        "INSERT INTO figure_course (course_id, seq, told, untold, lines, problem) "
        "SELECT id, 0, 0, 0, :nothing, :problem FROM course WHERE ref = :ref "
        "ON CONFLICT (course_id) DO UPDATE SET problem = excluded.problem"
    )
)
LEFT_OUT = Statement(
    select(COURSES.c.ref, KEPT.c.problem)
    .join(KEPT, KEPT.c.course_id == COURSES.c.id)
    .where(KEPT.c.problem != "")
    .order_by(COURSES.c.id)
)
ADD = Statement(
    text(
        "INSERT INTO figure_sum (kind, period, controller, programme, code, mentor, count, amount) "
        "VALUES (:kind, :period, :controller, :programme, :code, :mentor, :count, :amount) "
        "ON CONFLICT (kind, period, controller, programme, code, mentor) DO UPDATE SET "
        "count = figure_sum.count + excluded.count, amount = figure_sum.amount + excluded.amount"
    )
)
FORGET_SUMS, FORGET_COURSES = Statement(delete(SUMS).where(true())), Statement(delete(KEPT).where(true()))
_SHOWN_OVER_TIME = (Kind.CONTACT_DAYS, Kind.FOLLOW_UP, Kind.RECEIVED, Kind.ENDED)


def _any_of(kinds: tuple[Kind, ...]) -> str:
    """Every kind is named, so that the table's key is used from its beginning."""
    return "kind IN (" + ", ".join(f"'{kind.value}'" for kind in kinds) + ")"


OF_PERIOD = Statement(
    text(
        "SELECT controller, programme, kind, code, sum(count), sum(amount) FROM figure_sum "  # noqa: S608 (our own words)
        f"WHERE {_any_of(tuple(Kind))} AND period = :period "
        "GROUP BY controller, programme, kind, code HAVING sum(count) <> 0 OR sum(amount) <> 0"
    )
)
OVER_TIME = Statement(
    text(
        "SELECT controller, '', kind, code, sum(count), sum(amount) FROM figure_sum "  # noqa: S608 (our own words)
        f"WHERE {_any_of(_SHOWN_OVER_TIME)} AND period = :period "
        "AND (:any_programme OR programme = :programme) "
        "GROUP BY controller, kind, code HAVING sum(count) <> 0"
    )
)
_UP_TO = or_(
    (SUMS.c.period >= "Y") & (SUMS.c.period < bindparam("year")),
    (SUMS.c.period >= bindparam("first_quarter")) & (SUMS.c.period <= bindparam("last_quarter")),
    (SUMS.c.period >= bindparam("first_month")) & (SUMS.c.period <= bindparam("last_month")),
)
"""See `Period.up_to`."""
RUNNING = Statement(
    select(SUMS.c.controller, SUMS.c.programme, SUMS.c.kind, func.sum(SUMS.c.count))
    .where(or_(SUMS.c.kind == Kind.RECEIVED.value, SUMS.c.kind == Kind.ENDED.value), _UP_TO)
    .group_by(SUMS.c.controller, SUMS.c.programme, SUMS.c.kind)
)
_OF_MENTOR = (SUMS.c.controller, SUMS.c.programme, SUMS.c.mentor)
CARRIED = Statement(
    select(*_OF_MENTOR, func.sum(SUMS.c.count))
    .where(SUMS.c.kind == Kind.MENTOR.value, _UP_TO)
    .group_by(*_OF_MENTOR)
)
HOURS_OF_MENTORS = Statement(
    select(*_OF_MENTOR, func.sum(SUMS.c.amount))
    .where(SUMS.c.kind == Kind.USED.value, SUMS.c.period == bindparam("period"))
    .group_by(*_OF_MENTOR)
)
