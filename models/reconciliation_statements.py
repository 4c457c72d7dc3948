"""The statements of the reconciliations."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from models.statements import Statement, insertion, table_of
from models.tables.hours import ReconciliationLineRow, ReconciliationRow, ReconciliationSumRow

SUMMED = ("logged", "outside", "confirmed", "billable", "refundable")
"""The hours of a line that are summed."""
_ROWS, _LINES = table_of(ReconciliationRow), table_of(ReconciliationLineRow)
_SUMS = table_of(ReconciliationSumRow)
INSERT = insertion(ReconciliationRow)
INSERT_LINE = insertion(ReconciliationLineRow)
INSERT_SUM = insertion(ReconciliationSumRow)
_SETTLED = select(_ROWS.c.id, _ROWS.c.controller, _ROWS.c.month, _ROWS.c.at, _ROWS.c.actor, _ROWS.c.sha256)
LATEST = Statement(
    _SETTLED.where(_ROWS.c.controller == bindparam("controller"), _ROWS.c.month == bindparam("month"))
    .order_by(_ROWS.c.id.desc())
    .limit(1)
)
NUMBERED = Statement(_SETTLED.where(_ROWS.c.id == bindparam("number")))
NEWEST = Statement(_SETTLED.order_by(_ROWS.c.id.desc()).limit(bindparam("most")))
DIGESTS = Statement(select(_ROWS.c.id, _ROWS.c.sha256).order_by(_ROWS.c.id))
_OF_ONE = _LINES.c.reconciliation_id == bindparam("number")
ALL_LINES = Statement(select(_LINES.c.mentor, _LINES.c.line).where(_OF_ONE).order_by(_LINES.c.position))
LINES_FROM = Statement(
    select(_LINES.c.line)
    .where(_OF_ONE, _LINES.c.position >= bindparam("start"))
    .order_by(_LINES.c.position)
    .limit(bindparam("most"))
)
LINES_OF_MENTOR = Statement(
    select(_LINES.c.line)
    .where(_OF_ONE, _LINES.c.mentor == bindparam("mentor"))
    .order_by(_LINES.c.position)
    .offset(bindparam("start"))
    .limit(bindparam("most"))
)
SUMS = Statement(
    select(_SUMS.c.mentor, _SUMS.c.count, *(_SUMS.c[name] for name in SUMMED)).where(
        _SUMS.c.reconciliation_id == bindparam("number")
    )
)
