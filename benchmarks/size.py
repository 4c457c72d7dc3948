"""Row (d): what a course of fifteen events takes on disk, its keys and indexes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import text

from benchmarks.figures import Figure
from benchmarks.places import Ground, casebook_on
from domain import commands as c
from models.casebook import Casebook
from models.store import Store
from tests.factories import (
    accept,
    at,
    attempt,
    day,
    follow_up,
    goals,
    match,
    meeting,
    register,
    sign,
)
from tests.factory.playing import Step
from tests.models.desk import Desk

SETTLED, COURSES = 100, 300
"""What so many courses add to those that are there before: the first ones open every table and index, whose
first pages and maps (on PostgreSQL some four kilobytes for each of a hundred courses) are no course's.
"""
EVENTS = 15
TIDIED = 10
"""After so many courses the database tidies up, as its own housekeeping does while it runs."""
LIMIT = 12_000
_SQLITE_BYTES = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"


def story() -> tuple[Step, ...]:
    """Fifteen events with personal text as people write it."""
    return (
        register(),
        accept(),
        match(),
        at("2026-03-02 09:30"),
        attempt("2026-03-02 09:25", reached=False, note="Telefonen var slukket."),
        at("2026-03-03 16:10"),
        attempt("2026-03-03 16:00", reached=True, channel="text_message", note="Glad for at høre fra os."),
        at("2026-03-05 12:30"),
        c.RecordFirstMeeting(held_on=day("2026-03-05"), note="Et godt første møde."),
        meeting("2026-03-05", observation="Maja har mod på en praktik."),
        at("2026-03-12 12:00"),
        sign("2026-03-12"),
        goals("En hverdag, der hænger sammen med et deltidsjob.", "Oppe og klar klokken 8 på hverdage."),
        at("2026-03-19 12:00"),
        meeting("2026-03-17", observation="Gennemgik ugeplanen.", shown="accepted"),
        meeting("2026-03-18", "09:00", "10:00", "transport_with_citizen", form="accompanying"),
        meeting("2026-03-19", observation="Kom til tiden.", assessment="Det går fremad."),
        at("2026-03-24 12:00"),
        meeting("2026-03-24", observation="Talte om praktikstedet."),
        follow_up("2026-03-24", {"g1": "preparation", "g2": "action"}),
    )


def measure(ground: Ground) -> Iterator[Figure]:
    """Courses are played one command at a time, and what that added to the stores is counted."""
    database, keyring = ground.open()
    stores = list({store.name: store for store in (database.casebook, database.keys)}.values())
    casebook = casebook_on(database, keyring)
    _play(casebook, stores, SETTLED)
    before = sum(map(_bytes, stores))
    _play(casebook, stores, COURSES)
    used = (sum(map(_bytes, stores)) - before) / COURSES
    yield Figure("d", f"a course of {EVENTS} events on disk", ground.kind, used, "bytes", LIMIT)
    database.close()


def _play(casebook: Casebook, stores: Iterable[Store], courses: int) -> None:
    for number in range(courses):
        course = Desk(casebook).play(story())
        if number % TIDIED == 0:
            sum(map(_bytes, stores))
        if course.seq != EVENTS:
            raise RuntimeError(f"the story has {course.seq} events, not {EVENTS}")


def _bytes(store: Store) -> float:
    if store.engine.dialect.name == "sqlite":
        store.empty_log()
        with store.connection() as connection:
            pages, size = (
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("page_count", "page_size")
            )
        return float(pages * size)
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM"))
        return float(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
