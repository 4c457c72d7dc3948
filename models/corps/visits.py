"""Visits that mentors make alone: who is out, and who has not been heard from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from domain.corps.visits import PlannedVisit, Visit
from domain.errors import Refused
from models.columns import from_micros, micros
from models.database import Database
from models.keyring import Keyring
from models.numbering import next_number
from models.places import COURSES, place
from models.statements import Row, Statement, insertion, table_of
from models.tables.corps import VisitRow

Check = Callable[[Sequence[Visit]], None]
"""What is asked of the mentor's other visits; it raises where the new one may not be."""
_VISITS = table_of(VisitRow)
_ADD = insertion(VisitRow)
_LINES = (
    select(
        _VISITS.c.id,
        COURSES.c.ref,
        _VISITS.c.mentor,
        _VISITS.c.starts_at,
        _VISITS.c.ends_at,
        _VISITS.c.alarm_at,
        _VISITS.c.back_at,
        _VISITS.c.missed_at,
        _VISITS.c.told,
    )
    .join(COURSES, COURSES.c.id == _VISITS.c.course_id)
    .order_by(_VISITS.c.id)
)
_OUT = Statement(_LINES.where(_VISITS.c.back_at.is_(None)))
_OVERDUE = Statement(_LINES.where(_VISITS.c.back_at.is_(None), _VISITS.c.alarm_at <= bindparam("now")))
_PLACE = Statement(
    select(COURSES.c.ref, COURSES.c.key_id, _VISITS.c.place)
    .join(COURSES, COURSES.c.id == _VISITS.c.course_id)
    .where(_VISITS.c.id == bindparam("number"))
)
_WHOSE = Statement(select(_VISITS.c.mentor).where(_VISITS.c.id == bindparam("number")))
_BACK = Statement(
    update(_VISITS)
    .where(_VISITS.c.id == bindparam("number"), _VISITS.c.back_at.is_(None))
    .values(back_at=bindparam("now"), back_by=bindparam("by"))
)
_MISSED = Statement(
    update(_VISITS)
    .where(_VISITS.c.id == bindparam("number"), _VISITS.c.told == bindparam("before"))
    .values(
        missed_at=func.coalesce(_VISITS.c.missed_at, bindparam("now")),
        told=bindparam("times"),
        alarm_at=bindparam("again"),
    )
)


class Visits:
    """Every visit alone. Where it is lies sealed under the course's own key."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def plan(
        self,
        ref: str,
        mentor: str,
        visit: PlannedVisit,
        alarm: datetime,
        by: str,
        now: datetime,
        check: Check,
    ) -> int:
        """Enter a visit on a course; gives its number. Raises what `check` raises, UnknownCourse."""
        with self._database.begin() as transaction:
            number = next_number(transaction, "visit")
            check([other for other in _visits(transaction.all(_OUT)) if other.mentor == mentor])
            at = place(transaction, ref)
            sealed = self._keyring.key(at.key_id).seal(visit.place.encode(), "visit", "place", str(number))
            transaction.change(
                _ADD, id=number, course_id=at.id, place=sealed, **_row(visit, mentor, alarm, by, now)
            )
        return number

    def back(self, number: int, by: str, now: datetime) -> None:
        """She is back. Raises Refused if there is no such visit, or she was back already."""
        with self._database.begin() as transaction:
            if not transaction.change(_BACK, number=number, now=micros(now), by=by):
                raise Refused(
                    "not-out", f"Ingen er på besøg nr. {number}. Se dem med: mentor corps visit list."
                )

    def missed(self, visit: Visit, now: datetime, again: datetime) -> None:
        """Somebody has been told that she is not back, and is told again then; said twice it is kept once."""
        told = {"before": visit.told, "times": visit.told + 1}
        with self._database.begin() as transaction:
            transaction.change(_MISSED, number=visit.id, now=micros(now), again=micros(again), **told)

    def out(self) -> list[Visit]:
        """Everybody who is not back, or has not gone yet."""
        with self._database.read() as transaction:
            return _visits(transaction.all(_OUT))

    def overdue(self, now: datetime) -> list[Visit]:
        """Those nobody has heard from in time, and of whom somebody is to be told now."""
        with self._database.read() as transaction:
            return _visits(transaction.all(_OVERDUE, now=micros(now)))

    def course_of(self, number: int) -> str:
        """The course a visit is on. Raises Refused if there is no such visit."""
        return str(self._sealed(number)[0])

    def mentor_of(self, number: int) -> str:
        """Whose a visit is or was; nobody's where there is none of that number."""
        with self._database.read() as transaction:
            row = transaction.one(_WHOSE, number=number)
        return str(row[0]) if row else ""

    def place_of(self, number: int) -> str:
        """Where a visit is. Raises Refused if there is none, KeyDestroyed for an erased course."""
        _, key_id, place = self._sealed(number)
        return self._keyring.key(key_id).open(bytes(place), "visit", "place", str(number)).decode()

    def _sealed(self, number: int) -> Row:
        with self._database.read() as transaction:
            row = transaction.one(_PLACE, number=number)
        if row is None:
            raise Refused("unknown-visit", f"Der findes intet besøg nr. {number}.")
        return row


def _row(visit: PlannedVisit, mentor: str, alarm: datetime, by: str, now: datetime) -> dict[str, object]:
    return {
        "mentor": mentor,
        "starts_at": micros(visit.starts_at),
        "ends_at": micros(visit.ends_at),
        "alarm_at": micros(alarm),
        "planned_at": micros(now),
        "planned_by": by,
        "back_at": None,
        "back_by": "",
        "missed_at": None,
        "told": 0,
    }


def _visits(rows: Sequence[Row]) -> list[Visit]:
    return [
        Visit(
            id=number,
            course=ref,
            mentor=mentor,
            starts_at=from_micros(starts_at),
            ends_at=from_micros(ends_at),
            alarm_at=from_micros(alarm),
            back_at=from_micros(back) if back is not None else None,
            missed_at=from_micros(missed) if missed is not None else None,
            told=told,
        )
        for number, ref, mentor, starts_at, ends_at, alarm, back, missed, told in rows
    ]
