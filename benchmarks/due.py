"""Row (c): a thousand due courses among very many: finding them, and letting time pass for them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.cloning import Prototype, insert, new_key_ids, prototype
from benchmarks.figures import Figure
from benchmarks.places import SQLITE, Ground, casebook_on
from models.casebook import Casebook
from models.columns import MICROSECOND, from_micros

DUE = 1000
SETS = 5
"""How many times a thousand courses fall due, one second apart."""
SECOND = 1_000_000
YEAR = 365 * 86_400 * SECOND
NORMAL, FEW, MANY = 100_000, 10_000, 1_000_000
LOOK_UP_MS = 5.0
PASS_MS = {SQLITE: 120.0}
PASS_MS_POSTGRESQL = 200.0
GROWTH = 4.0


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds to find a thousand due courses, and to move them (medians)."""

    look_up: float
    passing: float


def measure(ground: Ground) -> Iterator[Figure]:
    """A hundred thousand whole courses; then the growth from ten thousand to a million headers."""
    normal = _timed(ground, NORMAL, whole=True)
    limit = PASS_MS.get(ground.kind, PASS_MS_POSTGRESQL)
    among = f"{DUE} due among {NORMAL:,} courses"
    yield Figure("c", f"finding {among}", ground.kind, normal.look_up, "ms", LOOK_UP_MS)
    yield Figure("c", f"letting time pass for {among}", ground.kind, normal.passing, "ms", limit)
    few, many = (_timed(ground, count, whole=False) for count in (FEW, MANY))
    growth = f"from {FEW:,} to {MANY:,} courses"
    for what, small, large in (
        ("finding", few.look_up, many.look_up),
        ("letting time pass", few.passing, many.passing),
    ):
        note = f"{small:.2f} to {large:.2f} ms"
        yield Figure("c", f"growth of {what} {growth}", ground.kind, large / small, "×", GROWTH, note=note)


def _timed(ground: Ground, count: int, *, whole: bool) -> Timed:
    database, keyring = ground.open()
    original = prototype(database, keyring)
    (key_id,) = new_key_ids(keyring, 1)
    insert(database, _rows(original, key_id, count, whole=whole))
    casebook = casebook_on(database, keyring)
    turns = [_turn(casebook, original, number) for number in range(SETS)]
    database.close()
    return Timed(*(median(milliseconds) for milliseconds in zip(*turns, strict=True)))


def _rows(original: Prototype, key_id: str, count: int, *, whole: bool) -> Iterator[dict[str, Any]]:
    """Courses that are due in a year, and spread evenly among them the ones that are due now."""
    due_at, every = original.row["next_due_at"], count // (DUE * SETS)
    for number in range(count):
        is_due = number % every == 0
        turn = (number // every) % SETS
        when = due_at + turn * SECOND if is_due else due_at + YEAR + number
        yield original.clone(number + 2, key_id, when, whole=whole or is_due)


def _turn(casebook: Casebook, original: Prototype, number: int) -> tuple[float, float]:
    now = from_micros(original.row["next_due_at"]) + number * SECOND * MICROSECOND
    started = time.perf_counter()
    found = casebook.due(now, DUE)
    looked_up = time.perf_counter()
    moved = casebook.pass_time(now, limit=DUE)
    passed = time.perf_counter()
    if not len(found) == len(moved) == sum(len(outcome.events) for outcome in moved) == DUE:
        raise RuntimeError(f"{len(found)} found and {len(moved)} moved, where {DUE} were due")
    return (looked_up - started) * 1e3, (passed - looked_up) * 1e3
