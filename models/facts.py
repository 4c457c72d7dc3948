"""The neutral side of many courses' events at once, for lists and sums: no key is used, nothing is opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlmodel import Session

from domain.events import Event
from domain.history import Recorded
from domain.values import Actor
from models.codec import neutral_event
from models.listing import Wanted, conditions
from models.places import COURSES
from models.recording import row_name
from models.statements import table_of
from models.tables.courses import EventRow

EVENTS = table_of(EventRow)
COLUMNS = ("seq", "at", "actor", "type", "version", "facts")
Facts = tuple[str, tuple[Recorded, ...]]
"""A course's reference and the events that were asked for, in order."""


def facts(session: Session, kinds: Collection[type[Event]], wanted: Wanted) -> list[Facts]:
    """The events of these types on the courses that are wanted, oldest course first; a course without any is
    left out. Personal fields hold their defaults or None. Works for erased courses too. Raises Tampered.
    """
    query = (
        select(COURSES.c.ref, *(EVENTS.c[name] for name in COLUMNS))
        .join_from(EVENTS, COURSES, EVENTS.c.course_id == COURSES.c.id)
        .where(EVENTS.c.type.in_([kind.__name__ for kind in kinds]), *conditions(wanted))
        .order_by(EVENTS.c.course_id, EVENTS.c.seq)
    )
    rows = groupby(session.connection().execute(query), key=itemgetter(0))
    return [(ref, tuple(_recorded(ref, *row[1:]) for row in mine)) for ref, mine in rows]


def _recorded(ref: str, seq: int, at: datetime, actor: str, kind: str, version: int, data: bytes) -> Recorded:
    return Recorded(seq, at, Actor.parse(actor), neutral_event(kind, version, data, row_name(ref, seq)))
