"""Turns what was decided into rows, and writes them: events, snapshot, chain, periods and intents at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import bindparam, text, update

from domain.calendar import Calendar
from domain.course import Course
from domain.duties import ANYBODY, Party, nearest
from domain.events import Event, Period, TimerFired
from domain.evolving import consent
from domain.intents import intents
from domain.notices import basis
from domain.values import Actor
from models.chain import link
from models.codec import dump_course, facts_of, personal_of
from models.columns import hundredths, micros
from models.keyring import Keyring
from models.places import COURSES, Place
from models.statements import Statement, insertion
from models.store import Transaction
from models.tables.courses import CourseRow, EventRow
from models.tables.notices import IntentRow
from models.withholding import withhold

_INSERT_EVENT = insertion(EventRow)
_INSERT_COURSE = insertion(CourseRow)
_INSERT_INTENT = insertion(IntentRow, without=("id", "envelope_id"))
_PUT_PERIOD = Statement(
    text(
        "INSERT INTO support_period (course_id, number, starts_on, ends_on, hours, special) "
        "VALUES (:course_id, :number, :starts_on, :ends_on, :hours, :special) "
        "ON CONFLICT (course_id, number) DO UPDATE SET starts_on = excluded.starts_on, "
        "ends_on = excluded.ends_on, hours = excluded.hours, special = excluded.special"
    )
)
_moment = lru_cache(16)(micros)
"""The notices of a round go at the same few instants: now, or when the office opens."""
DEADLINES: tuple[tuple[str, str], ...] = (
    (ANYBODY, "deadline"),
    (Party.MENTOR, "mentors_deadline"),
    (Party.COORDINATOR, "coordinators_deadline"),
    (Party.JOBCENTRE, "jobcentres_deadline"),
)
"""Who owes something, and the column with the nearest day of it."""
SNAPSHOT_COLUMNS = (
    "phase",
    "seq",
    "head",
    "programme_version",
    "mentor",
    "cover",
    "coordinator",
    "waiting_on",
    "next_due_at",
    "deadline",
    "mentors_deadline",
    "coordinators_deadline",
    "jobcentres_deadline",
    "state",
)
_UPDATE_COURSE = Statement(
    update(COURSES)
    .where(COURSES.c.id == bindparam("course_id"), COURSES.c.seq == bindparam("seen"))
    .values({name: bindparam(name) for name in SNAPSHOT_COLUMNS})
)


@dataclass(frozen=True)
class Stamp:
    """Who did it, when (UTC), in which Prefect run, and the key that makes it happen once."""

    actor: Actor
    now: datetime
    flow_run_id: str | None = None
    key: str | None = None

    @cached_property
    def columns(self) -> dict[str, Any]:
        """What every event of the step has in common."""
        return {"at": micros(self.now), "actor": str(self.actor), "flow_run_id": self.flow_run_id}


@dataclass(slots=True)
class Recording:
    """Rows of one transaction, for one course or for many."""

    keyring: Keyring
    events: list[Mapping[str, Any]] = field(default_factory=list)
    intents: list[Mapping[str, Any]] = field(default_factory=list)
    periods: list[Mapping[str, Any]] = field(default_factory=list)
    courses: list[Mapping[str, Any]] = field(default_factory=list)
    withdrawals: list[tuple[int, Stamp]] = field(default_factory=list)

    def add(
        self, place: Place, periods: Sequence[Period], decided: Sequence[Event], after: Course, stamp: Stamp
    ) -> None:
        """Add a course's new events and what follows from them.

        `periods` are the support periods there were before.
        """
        head = place.head
        for seq, event in enumerate(decided, place.seq + 1):
            personal = personal_of(event)
            row = {
                **stamp.columns,
                "course_id": place.id,
                "seq": seq,
                "type": type(event).__name__,
                "version": event.version,
                "effect_key": _effect_key(event, stamp.key if seq == place.seq + 1 else None),
                "facts": facts_of(event),
                "sealed": self._sealed(place, seq, personal) if personal else None,
            }
            head = row["hash"] = link(head, place.ref, row)
            self.events.append(row)
        if after.periods is not periods:
            new = (period for period in after.periods if period not in periods)
            self.periods.extend(_period(place.id, period) for period in new)
        self.courses.append(snapshot(after, head) | {"course_id": place.id, "seen": place.seq})

    def add_intents(
        self, place: Place, decided: Sequence[Event], after: Course, stamp: Stamp, calendar: Calendar
    ) -> None:
        """Add the notices that the events cause, and stop those that a withdrawn consent takes back."""
        if any(map(consent.stops, decided)):
            self.withdrawals.append((place.id, stamp))
        for seq, event in enumerate(decided, place.seq + 1):
            for intent in intents(event, after, stamp.now, calendar):
                self.intents.append(
                    {
                        "course_id": place.id,
                        "seq": seq,
                        "kind": str(intent.kind),
                        "recipient": intent.to,
                        "basis": basis(intent.kind, intent.to).value,
                        "urgent": intent.urgent,
                        "not_before": _moment(intent.not_before),
                        "caused_at": stamp.columns["at"],
                    }
                )

    def _sealed(self, place: Place, seq: int, personal: bytes) -> bytes:
        return self.keyring.key(place.key_id).seal(personal, "event", "sealed", row_name(place.ref, seq))

    @property
    def head(self) -> bytes:
        """The hash of the last event that was added."""
        return bytes(self.events[-1]["hash"])

    def write(self, transaction: Transaction) -> bool:
        """Write everything; False if a course had moved on, and then the caller must roll back."""
        if transaction.change_many(_UPDATE_COURSE, self.courses) != len(self.courses):
            return False
        self._write_history(transaction)
        return True

    def write_first(self, transaction: Transaction, new: Place, course: Course, key: str | None) -> None:
        """Write the first events of a course together with its row. `key` makes a registration unique."""
        (columns,) = self.courses
        fixed = {
            "id": new.id,
            "ref": new.ref,
            "key_id": new.key_id,
            "registration_key": key,
            "controller": course.controller,
            "programme": course.programme,
            "received_at": micros(course.received_at),
        }
        transaction.change(_INSERT_COURSE, **fixed, **columns)
        self._write_history(transaction)

    def _write_history(self, transaction: Transaction) -> None:
        transaction.change_many(_INSERT_EVENT, self.events)
        transaction.change_many(_PUT_PERIOD, self.periods)
        transaction.change_many(_INSERT_INTENT, self.intents)
        for course_id, stamp in self.withdrawals:
            withhold(transaction, course_id, str(stamp.actor), stamp.now)


def row_name(ref: str, seq: int) -> str:
    """How an event is named to people, and what its ciphertext is bound to."""
    return f"{ref} hændelse {seq}"


def nearest_deadlines(course: Course) -> dict[str, int | None]:
    """The columns that say when something is owed next."""
    days = nearest(course)
    return {column: days[name].toordinal() if name in days else None for name, column in DEADLINES}


def snapshot(course: Course, head: bytes) -> dict[str, Any]:
    """The columns of the course table that follow from a course."""
    due = course.next_due_at
    return {
        "phase": str(course.phase),
        "seq": course.seq,
        "head": head,
        "programme_version": course.programme_version,
        "mentor": course.mentor,
        "cover": course.cover,
        "coordinator": course.coordinator,
        "waiting_on": course.waiting_on,
        "next_due_at": None if due is None else micros(due),
        **nearest_deadlines(course),
        "state": dump_course(course),
    }


def _effect_key(event: Event, key: str | None) -> str | None:
    if not isinstance(event, TimerFired):
        return key
    if key is not None:
        raise ValueError("passing time happens once by itself and takes no key")
    return event.firing


def _period(course_id: int, period: Period) -> dict[str, Any]:
    return {
        "course_id": course_id,
        "number": period.number,
        "starts_on": period.starts_on.isoformat(),
        "ends_on": period.ends_on.isoformat(),
        "hours": hundredths(period.hours),
        "special": period.special,
    }
