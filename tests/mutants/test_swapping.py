"""A mutant takes the place of the loaded function, in a child that ends with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from domain.calendar import months_after
from tests.factories import CALENDAR, day
from tests.mutants.calls import Calls, watched
from tests.mutants.children import Outcome, die, outcome_of
from tests.mutants.mutant import Mutant, drawn
from tests.mutants.swapping import Loaded, NotLoaded

FILE = "domain/calendar.py"
SATURDAY = day("2026-03-07")


def changed(function: str, old: str, new: str) -> Mutant:
    """A mutant of the calendar, made by hand."""
    original = Path(FILE).read_text(encoding="utf-8")
    assert original.count(old) == 1
    return Mutant(FILE, function, 1, "", original, original.replace(old, new))


WORKS_ON_SATURDAY = changed(
    "Calendar.is_working_day", "return day.weekday() < SATURDAY", "return day.weekday() <= SATURDAY"
)


def outcome(mutant: Mutant, fails: Callable[[], bool]) -> Outcome:
    """What became of the mutant, if a test fails like that."""
    loaded = Loaded()

    def work() -> None:
        loaded.swap(mutant)
        if fails():
            die()

    return outcome_of(work, 20)


def test_a_test_that_fails_notices_the_mutant_and_outside_the_child_nothing_has_changed() -> None:
    assert outcome(WORKS_ON_SATURDAY, lambda: CALENDAR.is_working_day(SATURDAY)) is Outcome.KILLED
    assert not CALENDAR.is_working_day(SATURDAY)


def test_a_mutant_that_no_test_minds_survives() -> None:
    assert (
        outcome(WORKS_ON_SATURDAY, lambda: not CALENDAR.is_working_day(day("2026-03-06"))) is Outcome.SURVIVED
    )


def test_what_was_answered_before_is_forgotten() -> None:
    assert CALENDAR.next_working_day(SATURDAY) == day("2026-03-09")
    same = outcome(WORKS_ON_SATURDAY, lambda: CALENDAR.next_working_day(SATURDAY) == SATURDAY)
    assert same is Outcome.KILLED


def test_a_mutant_without_end_is_stopped() -> None:
    endless = changed(
        "months_after", "    year, month = divmod(", "    while True: pass\n    year, month = divmod("
    )
    loaded = Loaded()

    def work() -> None:
        loaded.swap(endless)
        months_after(SATURDAY, 1)

    assert outcome_of(work, 0) is Outcome.TIMEOUT


def test_a_function_that_is_not_loaded_cannot_be_replaced() -> None:
    with pytest.raises(NotLoaded):
        Loaded().swap(Mutant("domain/nowhere.py", "months_after", 1, "", "", "def months_after(): pass"))


def test_which_functions_a_test_calls_is_seen_and_the_fastest_test_comes_first() -> None:
    with watched(Path("domain")) as called:
        CALENDAR.is_working_day(SATURDAY)
    assert called == {"domain/calendar.py::Calendar.is_working_day"}
    calls = Calls([3.0, 1.0, 2.0], [called, set(), called])
    assert calls.fastest_first("domain/calendar.py::Calendar.is_working_day") == [2, 0]
    assert calls.fastest_first() == [1, 2, 0]
    assert calls.fastest_first(patience=3.0) == [1, 2]
    assert calls.fastest_first(patience=0.5) == [1]


def test_a_sample_is_the_same_for_the_same_seed_and_other_names_change_little() -> None:
    names = [f"f#{number}" for number in range(1000)]
    assert drawn(names, 100, "a") == drawn(reversed(names), 100, "a") != drawn(names, 100, "b")
    assert len(set(drawn(names, 100, "a")) - set(drawn([*names, "g#1"], 100, "a"))) <= 1
    assert drawn(names, 10, "a") == drawn(names, 100, "a")[:10]


def test_a_diff_shows_the_changed_lines_alone() -> None:
    assert WORKS_ON_SATURDAY.diff().splitlines()[1:] == [
        "-        return day.weekday() < SATURDAY and day not in self.closed",
        "+        return day.weekday() <= SATURDAY and day not in self.closed",
    ]
