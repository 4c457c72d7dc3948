"""Sums of key figures for a choice of controllers and programmes, and what is asked of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from domain.figures.lines import CENT, Kind
from models.figures import MentorSum, Sum


@dataclass(frozen=True, slots=True)
class Choice:
    """Which courses a report is about; what is empty does not matter. `within`: the controllers that the
    reader may see, where she may not see all.
    """

    controller: str = ""
    programme: str = ""
    within: frozenset[str] = frozenset()

    def takes(self, one: Sum | MentorSum) -> bool:
        """Whether a sum belongs to it."""
        return (
            self.controller in ("", one.controller)
            and self.programme in ("", one.programme)
            and (not self.within or one.controller in self.within)
        )


class Sums:
    """The sums of one period, and how many courses ran when it ended."""

    def __init__(self, rows: Iterable[Sum], running: int = 0) -> None:
        self.running = running
        self._codes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._amounts: Counter[str] = Counter()
        for one in rows:
            self._codes[one.kind][one.code] += one.count
            self._amounts[one.kind] += one.amount

    @classmethod
    def chosen(cls, rows: Iterable[Sum], running: Iterable[Sum], choice: Choice) -> Sums:
        """Those of a choice. `running` counts what had been received, and had ended, by the period's end."""
        signs = {Kind.RECEIVED: 1, Kind.ENDED: -1}
        left = sum(signs[Kind(one.kind)] * one.count for one in running if choice.takes(one))
        return cls((one for one in rows if choice.takes(one)), left)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was counted and nothing ran."""
        return not (self.running or any(counts.total() for counts in self._codes.values()))

    def count(self, kind: Kind, *codes: str) -> int:
        """How many of a kind; of those codes where some are named."""
        counts = self._codes[kind]
        return sum(counts[code] for code in codes) if codes else counts.total()

    def codes(self, kind: Kind) -> Counter[str]:
        """How many of a kind by code."""
        return self._codes[kind]

    def hours(self, kind: Kind) -> Decimal:
        """The hours of a kind."""
        return Decimal(self._amounts[kind]) / CENT

    def median(self, kind: Kind) -> Decimal | None:
        """The middle one of the codes that are numbers; between two, half way. None where there is none."""
        counts = sorted((int(code), count) for code, count in self.codes(kind).items() if code.isdigit())
        numbers = [number for number, count in counts for _ in range(count)]
        if not numbers:
            return None
        low, high = numbers[(len(numbers) - 1) // 2], numbers[len(numbers) // 2]
        return Decimal(low + high) / 2
