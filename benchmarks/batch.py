"""Row (b): many courses moved in one transaction, against a bare batch with the same rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from benchmarks.figures import Figure
from benchmarks.pairs import FIRST, Pair
from benchmarks.places import SQLITE, Ground
from models.columns import from_micros

PER_TURN = 500
TURNS = 4
ROUNDS = 3


def measure(ground: Ground) -> Iterator[Figure]:
    """Time passes for all courses three times: first none of them is in memory, later all of them are."""
    pair = Pair(ground, PER_TURN * TURNS)
    before = pair.seen
    for number in range(ROUNDS):
        now = from_micros(pair.due_at())
        for _ in range(TURNS):
            pair.turn(partial(_pass, pair, now), together=True)
        pair.seen = pair.casebook.course(pair.ref(FIRST)).seq
        if number == 0:
            yield _figure(pair, "the same, courses not in memory", None)
            pair.turns.clear()
    bound = 0.25 if ground.kind == SQLITE else None
    yield _figure(pair, "a batch of courses in one transaction, as part of a bare batch's speed", bound)
    yield Figure("b", "work done", ground.kind, len(pair.ids), "courses", digest=pair.digest(before))
    pair.close()


def _pass(pair: Pair, now: datetime) -> Sequence[int]:
    outcomes = pair.casebook.pass_time(now, limit=PER_TURN)
    return sorted(int(outcome.course.ref.rpartition("-")[2]) for outcome in outcomes)


def _figure(pair: Pair, what: str, bound: float | None) -> Figure:
    ours, bare = pair.microseconds(PER_TURN)
    return Figure(
        "b",
        what,
        pair.ground.kind,
        pair.ratio,
        "×",
        bound=bound,
        direction="at least",
        note=f"{ours:.0f} µs a course, bare {bare:.0f} µs",
    )
