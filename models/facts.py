"""The neutral side of many courses' events at once, for lists and sums: no key is used, nothing is opened."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from operator import itemgetter

from sqlmodel import Session, col, select

from domain.events import Event
from domain.history import Recorded
from domain.values import Actor
from models.codec import neutral_event
from models.listing import Wanted, conditions
from models.recording import row_name
from models.tables.courses import CourseRow, EventRow

Facts = tuple[str, tuple[Recorded, ...]]
"""A course's reference and the events that were asked for, in order."""


def facts(session: Session, kinds: Collection[type[Event]], wanted: Wanted) -> list[Facts]:
    """The events of these types on the courses that are wanted, oldest course first; a course without any is
    left out. Personal fields hold their defaults or None. Works for erased courses too. Raises Tampered.
    """
    query = (
        select(CourseRow.ref, EventRow)
        .join(EventRow, col(EventRow.course_id) == CourseRow.id)
        .where(col(EventRow.type).in_([kind.__name__ for kind in kinds]), *conditions(wanted))
        .order_by(col(EventRow.course_id), col(EventRow.seq))
    )
    rows = groupby(session.exec(query), key=itemgetter(0))
    return [(ref, tuple(_recorded(ref, row) for _, row in mine)) for ref, mine in rows]


def _recorded(ref: str, row: EventRow) -> Recorded:
    event = neutral_event(row.type, row.version, row.facts, row_name(ref, row.seq))
    return Recorded(row.seq, row.at, Actor.parse(row.actor), event, row.flow_run_id or "", row.hash)
