"""Row (a): one durable step, from the command to the commit, against a bare transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.figures import Figure
from benchmarks.pairs import FIRST, Pair
from benchmarks.places import SQLITE, Ground
from tests.factories import AMIRA, at
from tests.factory.stories import deviation

PER_TURN = 25
TURNS = 16
REPORTED_AT = at("2026-04-15 10:20")


def measure(ground: Ground) -> Iterator[Figure]:
    """A deviation is reported: one event with sealed text, a matter with its timer, one urgent notice."""
    pair = Pair(ground, PER_TURN * TURNS)
    before = pair.seen
    for turn in range(TURNS):
        first = FIRST + turn * PER_TURN
        pair.turn(partial(_report, pair, range(first, first + PER_TURN)), together=False)
    ours, bound = pair.microseconds(PER_TURN)
    yield Figure(
        "a",
        "one durable step, as part of the bare transaction's speed",
        ground.kind,
        pair.ratio,
        "×",
        bound=0.45 if ground.kind == SQLITE else None,
        direction="at least",
        note=f"{ours:.0f} µs, bare {bound:.0f} µs",
        digest=pair.digest(before),
    )
    pair.close()


def _report(pair: Pair, numbers: Sequence[int]) -> Sequence[int]:
    for number in numbers:
        pair.casebook.handle(pair.ref(number), deviation(), AMIRA, REPORTED_AT)
    return numbers
