"""Row (b): many courses moved in one transaction, against a bare batch with the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from benchmarks.figures import Figure
from benchmarks.pairs import FIRST, Pair
from benchmarks.places import SQLITE, Ground
from models.columns import from_micros

PER_TURN = 500
TURNS = 4
FOUR_WEEKS = timedelta(weeks=4)
BOUND = 0.25


def measure(ground: Ground) -> Iterator[Figure]:
    """Time passes for all courses: to the next deadline and the one after it, then four weeks at once."""
    pair = Pair(ground, PER_TURN * TURNS)
    before = pair.seen
    bound = BOUND if ground.kind == SQLITE else None
    yield _round(pair, "a round, as part of a bare batch's speed", timedelta(0), bound)
    yield _round(pair, "the round of the following deadline", timedelta(0), bound)
    yield _round(pair, "a simulation of four weeks at once", FOUR_WEEKS, bound)
    yield Figure("b", "courses moved", ground.kind, len(pair.ids), "courses", digest=pair.digest(before))
    pair.close()


def _round(pair: Pair, what: str, beyond: timedelta, bound: float | None) -> Figure:
    now = from_micros(pair.due_at()) + beyond
    pair.turns.clear()
    for _ in range(TURNS):
        pair.turn(partial(_pass, pair, now), together=True)
    events = pair.casebook.course(pair.ref(FIRST)).seq - pair.seen
    pair.seen += events
    ours, bare = pair.microseconds(PER_TURN)
    note = f"{ours:.0f} µs a course, bare {bare:.0f} µs, {events} event(s) each"
    return Figure("b", what, pair.ground.kind, pair.ratio, "×", bound, "at least", note)


def _pass(pair: Pair, now: datetime) -> Sequence[int]:
    outcomes = pair.casebook.pass_time(now, limit=PER_TURN)
    return sorted(int(outcome.course.ref.rpartition("-")[2]) for outcome in outcomes)
