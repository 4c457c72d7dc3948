"""Row (j): ten thousand live courses run eight weeks ahead on a virtual clock, through the very rules."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice, product

from adapters.calendar import danish_calendar
from benchmarks.cloning import Prototype, insert, new_key_ids, prototype
from benchmarks.figures import Figure
from benchmarks.places import Ground, casebook_on
from domain.forecast import Forecast, forecast
from domain.foreseeing import Rulebook
from domain.lifecycle import FINAL
from models.casebook import Casebook
from models.codec import dump_course
from tests.domain.staging import IN_PHASE, course_of, staged
from tests.factories import REF, VIBORG, at

COURSES = 10_000
WEEKS = 8
BEGINNINGS = 12
"""The courses began in so many different weeks, so that they do not all fall due on the same days."""
NOW = at("2026-05-11 09:00")
SECONDS = 10.0
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def measure(ground: Ground) -> Iterator[Figure]:
    """Read every live course, and foresee them; beside it the reading alone."""
    database, keyring = ground.open()
    original = prototype(database, keyring)
    (key_id,) = new_key_ids(keyring, 1)
    clones = islice(cycle(_prototypes(original)), COURSES)
    due_at = original.row["next_due_at"]
    insert(database, (one.clone(number, key_id, due_at) for number, one in enumerate(clones, 2)))
    casebook = casebook_on(database, keyring)
    began = time.perf_counter()
    read = len(list(casebook.with_deadlines()))
    reading = time.perf_counter() - began
    found = _foreseen(casebook)
    seconds = time.perf_counter() - began - reading
    database.close()
    if not read == found.courses == COURSES:
        raise RuntimeError(f"{read} read and {found.courses} foreseen of {COURSES} courses")
    rungs = sum(week.escalated.total() for week in found.weeks)
    note = f"{rungs:,} escalations foreseen; reading the courses alone takes {reading:.2f} s"
    what = f"a forecast of {WEEKS} weeks for {found.courses:,} courses"
    yield Figure("j", what, ground.kind, seconds, "s", SECONDS, note=note, digest=_digest(found))


def _prototypes(original: Prototype) -> list[Prototype]:
    """The same, as whole rows of the table."""
    return [Prototype(original.row | one.row) for one in in_every_phase()]


def in_every_phase() -> list[Prototype]:
    """A course in every open phase, begun in each of the weeks: what of its row follows from that."""
    open_phases = [phase for phase in IN_PHASE if phase not in FINAL]
    courses = {phase: course_of(staged(*IN_PHASE[phase])) for phase in open_phases}
    return [
        Prototype(
            {
                "ref": REF,
                "phase": phase.value,
                "waiting_on": courses[phase].waiting_on,
                "state": _later(dump_course(courses[phase]), weeks),
            }
        )
        for phase, weeks in product(open_phases, range(BEGINNINGS))
    ]


def _later(state: str, weeks: int) -> str:
    """The snapshot with every day so many weeks later."""
    by = timedelta(weeks=weeks)
    return DATE.sub(lambda found: (date.fromisoformat(found[0]) + by).isoformat(), state)


def _foreseen(casebook: Casebook) -> Forecast:
    rules = Rulebook(VIBORG, (VIBORG,), danish_calendar)
    return forecast(casebook.with_deadlines(), lambda _course: rules, NOW, WEEKS)


def _digest(found: Forecast) -> str:
    return hashlib.sha256(repr(found).encode()).hexdigest()
