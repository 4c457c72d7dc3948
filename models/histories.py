"""Reading a course's events back, opened with its key or only their neutral side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import bindparam, select

from domain.events import Event
from domain.history import Recorded
from domain.values import Actor
from models.codec import neutral_event, whole_event
from models.columns import from_micros
from models.keyring import Keyring
from models.places import Place
from models.recording import row_name
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import EventRow

EVENTS = table_of(EventRow)
COLUMNS = tuple(column.name for column in EVENTS.columns)
_OF_COURSE = Statement(
    select(EVENTS).where(EVENTS.c.course_id == bindparam("course_id")).order_by(EVENTS.c.seq)
)
_EFFECT = Statement(
    select(EVENTS.c.seq).where(
        EVENTS.c.course_id == bindparam("course_id"), EVENTS.c.effect_key == bindparam("key")
    )
)


def rows_of(transaction: Transaction, course_id: int) -> Iterator[dict[str, Any]]:
    """A course's event rows in order, by column name, as the driver keeps them."""
    for row in transaction.all(_OF_COURSE, course_id=course_id):
        yield dict(zip(COLUMNS, row, strict=True))


def has_effect(transaction: Transaction, course_id: int, key: str) -> bool:
    """Whether an event with this effect key is on the course already."""
    return transaction.one(_EFFECT, course_id=course_id, key=key) is not None


def history(transaction: Transaction, keyring: Keyring, place: Place) -> tuple[Recorded, ...]:
    """The whole history with its personal fields. Raises Tampered, KeyMissing or KeyDestroyed."""
    return tuple(_recorded(keyring, place, row) for row in rows_of(transaction, place.id))


def neutral_history(transaction: Transaction, place: Place) -> tuple[Recorded, ...]:
    """The whole history without its personal fields. No key is used, so an erased course has one too.

    Raises Tampered.
    """
    return tuple(_as_recorded(row, _neutral(place, row)) for row in rows_of(transaction, place.id))


def _neutral(place: Place, row: dict[str, Any]) -> Event:
    where = row_name(place.ref, row["seq"])
    return neutral_event(row["type"], row["version"], row["facts"], where)


def _recorded(keyring: Keyring, place: Place, row: dict[str, Any]) -> Recorded:
    where = row_name(place.ref, row["seq"])
    sealed = row["sealed"]
    personal = keyring.key(place.key_id).open(sealed, "event", "sealed", where) if sealed else None
    return _as_recorded(row, whole_event(row["type"], row["version"], row["facts"], personal, where))


def _as_recorded(row: dict[str, Any], event: Event) -> Recorded:
    return Recorded(
        seq=row["seq"],
        at=from_micros(row["at"]),
        actor=Actor.parse(row["actor"]),
        event=event,
        flow_run_id=row["flow_run_id"] or "",
        hash=row["hash"],
    )
