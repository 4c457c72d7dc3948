"""Which state of each course its card in Prefect shows, so that a round knows which cards are out of date."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select, text

from models.database import Database
from models.places import COURSES
from models.statements import Statement, table_of
from models.tables.courses import ShownCardRow

MOST = 200
"""Cards that are written anew in one round; the others follow in the next one."""
_CARDS = table_of(ShownCardRow)
_OUTDATED = Statement(
    select(COURSES.c.ref)
    .join(_CARDS, _CARDS.c.course_id == COURSES.c.id, isouter=True)
    .where(COURSES.c.seq > func.coalesce(_CARDS.c.seq, 0))
    .order_by(COURSES.c.id)
    .limit(bindparam("most"))
)
_REMEMBER = Statement(
    text(
        "INSERT INTO shown_card (course_id, seq) SELECT id, :seq FROM course WHERE ref = :ref "
        "ON CONFLICT (course_id) DO UPDATE SET seq = excluded.seq"
    )
)


class ShownCards:
    """Safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outdated(self) -> list[str]:
        """The references of courses whose card is missing or tells less than the course, at most MOST."""
        with self._database.read() as transaction:
            return [str(ref) for (ref,) in transaction.all(_OUTDATED, most=MOST)]

    def remember(self, ref: str, seq: int) -> None:
        """The card that tells up to event `seq` is shown now."""
        with self._database.begin() as transaction:
            transaction.change(_REMEMBER, ref=ref, seq=seq)
