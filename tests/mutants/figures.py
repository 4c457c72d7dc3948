"""What the trial says: the share that was noticed, how sure that is, and what was not noticed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import PurePosixPath

from tests.mutants.children import Outcome
from tests.mutants.mutant import Mutant

NOTICED = frozenset({Outcome.KILLED, Outcome.TIMEOUT})
"""A test without end is noticed as well: pytest stops it after its time (`timeout` in pyproject.toml)."""
DEVIATIONS = 1.96
"""So many standard deviations hold 95 % of a normal distribution."""


@dataclass(frozen=True)
class Figures:
    """Tried mutants with what became of each, out of a whole of `whole`."""

    tried: Sequence[tuple[Mutant, Outcome]]
    whole: int

    @property
    def share(self) -> float:
        """The share that was noticed, from 0 to 1."""
        return sum(outcome in NOTICED for _, outcome in self.tried) / len(self.tried)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share of the whole lies with 95 % certainty (Wilson, for draws without return)."""
        if len(self.tried) == self.whole:
            return self.share, self.share
        drawn_out = (self.whole - len(self.tried)) / (self.whole - 1)
        n = len(self.tried) / drawn_out
        middle = self.share + DEVIATIONS**2 / (2 * n)
        reach = DEVIATIONS * sqrt(self.share * (1 - self.share) / n + DEVIATIONS**2 / (4 * n**2))
        return (middle - reach) / (1 + DEVIATIONS**2 / n), (middle + reach) / (1 + DEVIATIONS**2 / n)

    def lines(self) -> Iterator[str]:
        """The whole report: those not noticed with their change, the packages, the sum."""
        for mutant, outcome in self.tried:
            if outcome not in NOTICED:
                yield f"\n{outcome}: {mutant.name}\n{mutant.diff()}"
        yield f"\n{'':28} tried killed timeout survived uncalled noticed"
        by_package: defaultdict[str, Counter[Outcome]] = defaultdict(Counter)
        for mutant, outcome in self.tried:
            by_package[_package(mutant.file)][outcome] += 1
        yield from (_row(package, counts) for package, counts in sorted(by_package.items()))
        yield _row("all", sum(by_package.values(), Counter[Outcome]()))
        low, high = self.interval
        yield f"{len(self.tried)} of {self.whole}: {self.share:.1%} noticed (95 %: {low:.1%} to {high:.1%})"


def _package(file: str) -> str:
    """A folder, or for what lies in `domain` itself: the file."""
    path = PurePosixPath(file)
    return path.as_posix() if path.parent.name == "domain" else path.parent.as_posix()


def _row(name: str, counts: Counter[Outcome]) -> str:
    noticed = sum(counts[outcome] for outcome in NOTICED) / counts.total()
    cells = f"{counts.total():5} {counts['killed']:6} {counts['timeout']:7} {counts['survived']:8}"
    return f"{name:28} {cells} {counts['uncalled']:8} {noticed:7.1%}"
