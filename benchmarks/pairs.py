"""Our casebook and the lower bound side by side: the same courses in two stores, measured turn by turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.cloning import Prototype, insert, new_key_ids, prototype
from benchmarks.lower_bound import Driver, Written, digest
from benchmarks.places import Ground, casebook_on
from models.columns import micros

FIRST = 2
"""The clones' row numbers begin here; number one is the course they are copies of."""


class DifferentWork(RuntimeError):
    """The variants did not write the same: their times must not be compared."""


@dataclass
class Pair:
    """Equal courses in our store and in the lower bound's, and the seconds each turn took."""

    ground: Ground
    count: int
    turns: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ours, self.keyring = self.ground.open()
        bound, _ = self.ground.open()
        original = prototype(ours, self.keyring)
        self.seen = original.seq
        self.key_ids = dict(zip(self.ids, new_key_ids(self.keyring, self.count), strict=True))
        for database in (ours, bound):
            insert(database, self._clones(original))
        self.casebook = casebook_on(ours, self.keyring)
        self.reader, self.bound = Driver(ours), Driver(bound)

    @property
    def ids(self) -> range:
        """The clones' row numbers."""
        return range(FIRST, FIRST + self.count)

    @staticmethod
    def ref(number: int) -> str:
        """The reference of the course with that row number."""
        return f"M-2026-{number:04d}"

    def _clones(self, original: Prototype) -> list[dict[str, object]]:
        due_at = original.row["next_due_at"]
        return [original.clone(number, key_id, due_at) for number, key_id in self.key_ids.items()]

    def turn(self, ours: Callable[[], Sequence[int]], *, together: bool) -> None:
        """Time ours, then the lower bound writing the same rows: in one transaction, or one per course.

        `ours` gives the row numbers of the courses it moved.
        """
        started = time.perf_counter()
        ids = ours()
        mine = time.perf_counter() - started
        groups = [ids] if together else [[number] for number in ids]
        parts = [self.reader.written(group, self.seen) for group in groups]
        self.turns.append((mine, sum(self.bound.write(part) for part in parts)))

    @property
    def ratio(self) -> float:
        """How fast ours is, where the lower bound is 1 (median over the turns)."""
        return median(bound / mine for mine, bound in self.turns)

    def microseconds(self, per_turn: int) -> tuple[float, float]:
        """Microseconds per course, ours and the lower bound's (medians)."""
        mine, bound = zip(*self.turns, strict=True)
        return median(mine) / per_turn * 1e6, median(bound) / per_turn * 1e6

    def digest(self, seen: int) -> str:
        """The digest of everything written after event `seen`. Raises DifferentWork if there are two."""
        refs = {number: self.ref(number) for number in self.ids}
        written: list[Written] = [driver.written(self.ids, seen) for driver in (self.reader, self.bound)]
        ours, bound = (digest(part, self.keyring, self.key_ids, refs) for part in written)
        if ours != bound:
            raise DifferentWork(f"{self.ground.kind}: the lower bound did not write what the casebook wrote")
        return ours

    def due_at(self) -> int:
        """When the courses are next due, in microseconds since 1970."""
        return micros(
            max(due for due in (self.casebook.course(self.ref(n)).next_due_at for n in self.ids) if due)
        )

    def close(self) -> None:
        """Give the connections back."""
        self.reader.close()
        self.bound.close()
