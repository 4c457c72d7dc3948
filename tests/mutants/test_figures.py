"""The share is told with how sure it is, and everything that was not noticed with its change."""

from __future__ import annotations

import pytest

from tests.mutants.children import Outcome
from tests.mutants.figures import Figures
from tests.mutants.mutant import Mutant


def figures(killed: int, survived: int, whole: int) -> Figures:
    outcomes = [Outcome.KILLED] * killed + [Outcome.SURVIVED] * survived
    files = ("domain/evolve.py", "domain/corps/load.py")
    return Figures(
        [(Mutant(files[n % 2], "f", n, "", "a\nb", f"a\n{n}"), one) for n, one in enumerate(outcomes)], whole
    )


def test_the_interval_is_wilsons_and_none_when_everything_was_tried() -> None:
    low, high = figures(90, 10, 10**9).interval
    assert (low, high) == (pytest.approx(0.8256, abs=1e-4), pytest.approx(0.9448, abs=1e-4))
    nearer_low, nearer_high = figures(90, 10, 200).interval
    assert low < nearer_low < 0.9 < nearer_high < high
    assert figures(90, 10, 100).interval == (0.9, 0.9)


def test_a_test_without_end_counts_as_noticed_and_a_function_nobody_calls_does_not() -> None:
    mutants = [Mutant("domain/evolve.py", "f", n, "", "a", "b") for n in range(4)]
    told = Figures(list(zip(mutants, Outcome, strict=True)), 4)
    assert told.share == 0.5
    assert "uncalled: domain/evolve.py::f#3" in "\n".join(told.lines())


def test_the_report_tells_every_survivor_each_package_and_the_sum() -> None:
    lines = list(figures(9, 1, 1000).lines())
    assert lines[0] == "\nsurvived: domain/corps/load.py::f#9\n@@ -2 +2 @@\n-b\n+9"
    assert [line.split()[0] for line in lines[2:5]] == ["domain/corps", "domain/evolve.py", "all"]
    assert lines[4].split()[1:] == ["10", "9", "0", "1", "0", "90.0%"]
    assert lines[5].startswith("10 of 1000: 90.0% noticed (95 %: ")
