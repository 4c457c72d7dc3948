"""Row (m): key figures of ten thousand courses: counted from scratch, kept up to date, read for a page."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import text

from benchmarks.cloning import COLUMNS, Prototype, insert, new_key_ids
from benchmarks.figures import Figure
from benchmarks.places import Ground, casebook_on
from casework.key_figures.keeping import keep_all_figures, keep_figures
from casework.key_figures.reporting import report
from casework.key_figures.sums import Choice
from casework.office import Office
from domain.calendar import Calendar
from domain.course import Course
from domain.figures.lines import Kind
from domain.figures.periods import Period, keys_of
from models import figure_statements as sql
from models.database import Database
from models.figures import Figures
from models.keyring import Keyring
from models.pulses import Pulses
from models.statements import table_of
from models.tables.courses import EventRow
from tests.factories import CALENDAR, START
from tests.factory.stories import beginning, spring
from tests.models.desk import Desk

COURSES = 10_000
PAGES = 50
PAGE_MS = 50.0
PART = 500
EVENT_COLUMNS = tuple(column.name for column in table_of(EventRow).columns)


def measure(ground: Ground) -> Iterator[Figure]:
    """Courses of five months with some sixty events each; the sums then of three years, five controllers with
    five programmes each, and twenty-four mentors.
    """
    database, keyring = ground.open()
    events = _cloned(database, keyring)
    parts = {"figures": Figures(database), "pulses": Pulses(database), "calendar_of": _calendar}
    office = cast(Office, SimpleNamespace(**parts, now=START))
    started = time.perf_counter()
    counted = keep_all_figures(office)
    seconds = time.perf_counter() - started
    note = f"{events:,} events, {1e3 * seconds / counted:.2f} ms a course"
    yield Figure(
        "m", f"key figures of {counted:,} courses from scratch", ground.kind, seconds, "s", note=note
    )
    kept = _milliseconds(lambda: _moved_on(database, office))
    yield Figure("m", f"counting one that moved on among {counted:,}", ground.kind, kept, "ms")
    note = f"{_many_sums(database):,} sums"
    page = _milliseconds(lambda: report(office, Period(2026, 1, 12), Choice()))
    yield Figure("m", "key figures of a year for a page", ground.kind, page, "ms", PAGE_MS, note=note)


def _calendar(_course: Course) -> Calendar:
    return CALENDAR


def _milliseconds(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.perf_counter()
        work()
        return (time.perf_counter() - started) * 1e3

    return median(once() for _ in range(PAGES))


def _moved_on(database: Database, office: Office) -> None:
    with database.casebook.connection() as connection:
        connection.execute(text("UPDATE figure_course SET seq = seq - 1 WHERE course_id = 5000"))
    if keep_figures(office) != 1:
        raise RuntimeError("one course had moved on")


def _cloned(database: Database, keyring: Keyring) -> int:
    """Many courses with the history of one; gives how many events there are."""
    Desk(casebook_on(database, keyring)).play((*beginning(), *spring()))
    with database.casebook.connection() as connection:
        row = connection.execute(text("SELECT * FROM course WHERE id = 1")).mappings().one()
        events = [dict(one) for one in connection.execute(text("SELECT * FROM event")).mappings()]
    original = Prototype({name: row[name] for name in COLUMNS})
    (key_id,) = new_key_ids(keyring, 1)
    due_at = original.row["next_due_at"]
    insert(database, (original.clone(number, key_id, due_at) for number in range(2, COURSES + 1)))
    for first in range(2, COURSES + 1, PART):
        numbers = range(first, min(first + PART, COURSES + 1))
        _insert_events(database, [one | {"course_id": number} for number in numbers for one in events])
    return len(events) * COURSES


def _insert_events(database: Database, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(EVENT_COLUMNS)
    places = ", ".join(f":{name}" for name in EVENT_COLUMNS)
    with database.casebook.connection() as connection:
        connection.execute(text(f"INSERT INTO event ({names}) VALUES ({places})"), rows)


def _many_sums(database: Database) -> int:
    """Sums as of an installation that has run for three years; gives how many."""
    codes = {
        Kind.RECEIVED: [""],
        Kind.CONTACT_DAYS: [str(days) for days in range(30)],
        Kind.CONTACT: ["on_time", "late"],
        Kind.FOLLOW_UP: ["on_time", "late", "missed"],
        Kind.DEVIATION: [*map(str, range(10)), "untold"],
        Kind.GOAL: ["moved", "stood", "back", "unknown"],
        Kind.ENDED: ["completed", "stopped", "lost_contact", "never_begun"],
        Kind.OUTCOME: ["job", "education", "placement", "activity", "other_support", "none"],
        Kind.GRANTED: [""],
        Kind.ENDED_GRANTED: [""],
        Kind.ENDED_USED: [""],
    }
    named = [(kind.value, code, "") for kind, all_codes in codes.items() for code in all_codes]
    named += [(kind.value, "", f"m{n}") for kind in (Kind.USED, Kind.MENTOR) for n in range(24)]
    rows = [
        {"period": period, "controller": f"k{controller}", "programme": f"p{programme}"}
        | {"kind": kind, "code": code, "mentor": mentor, "count": 3, "amount": 700}
        for year in (2024, 2025, 2026)
        for period in sorted({key for month in range(1, 13) for key in keys_of(f"{year}-{month:02}")})
        for controller in range(5)
        for programme in range(5)
        for kind, code, mentor in named
    ]
    with database.begin() as transaction:
        transaction.change_many(sql.ADD, rows)
    return len(rows)
