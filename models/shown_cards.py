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
_STANDING = Statement(
    select(COURSES.c.ref, _CARDS.c.standing)
    .join(_CARDS, _CARDS.c.course_id == COURSES.c.id)
    .where(_CARDS.c.standing != "")
)
_REMEMBER = Statement(
    text(
        "INSERT INTO shown_card (course_id, seq, standing) "
        "SELECT id, :seq, :standing FROM course WHERE ref = :ref "
        "ON CONFLICT (course_id) DO UPDATE SET seq = excluded.seq, standing = excluded.standing"
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

    def standing(self) -> dict[str, str]:
        """What the cards say of who stands in for a mentor, by reference; those that say nothing left out."""
        with self._database.read() as transaction:
            return {str(ref): str(said) for ref, said in transaction.all(_STANDING)}

    def remember(self, ref: str, seq: int, standing: str = "") -> None:
        """The card that tells up to event `seq`, and so much of who stands in, is shown now."""
        with self._database.begin() as transaction:
            transaction.change(_REMEMBER, ref=ref, seq=seq, standing=standing)
