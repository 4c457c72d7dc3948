"""How many notices of each kind a course has caused and an envelope carries."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from models.database import Database
from models.places import place
from models.statements import Statement, table_of
from models.tables.notices import IntentRow

_INTENTS = table_of(IntentRow)
_COUNTS = Statement(
    select(_INTENTS.c.kind, func.count())
    .where(_INTENTS.c.course_id == bindparam("course"), _INTENTS.c.envelope_id.isnot(None))
    .group_by(_INTENTS.c.kind)
    .order_by(_INTENTS.c.kind)
)


def notices_by_kind(database: Database, ref: str) -> dict[str, int]:
    """The kinds with their counts. Raises UnknownCourse."""
    with database.read() as transaction:
        rows = transaction.all(_COUNTS, course=place(transaction, ref).id)
    return {str(kind): int(count) for kind, count in rows}
