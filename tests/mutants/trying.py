"""Tries mutants in one pytest session: tests are collected once, each mutant gets a child of its own."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.mutants.calls import A_LONG_TIME, Calls, calls_of, watched
from tests.mutants.children import Outcome, die, outcome_of
from tests.mutants.mutant import Mutant
from tests.mutants.swapping import Loaded, NotLoaded

DOMAIN = Path("domain")
PATIENCE = 10.0
"""Seconds of the fastest tests that a mutant must survive: some functions are called by nearly every test."""
SPARE_SECONDS, TIMES_AS_LONG = 10.0, 5.0
"""A mutant may take so many seconds more than so many times what its tests take unchanged."""


class Trial:
    """A pytest plugin that, in place of running the tests, tries the mutants with them.

    `imported` holds the functions that were called while the tests were collected: what they made then is
    still there when their mutant comes.
    """

    def __init__(
        self, mutants: Sequence[Mutant], tell: Callable[[Mutant, Outcome], None], notes: Path
    ) -> None:
        self._mutants = mutants
        self._tell = tell
        self._notes = notes
        self._in_child = False
        self.imported: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Iterator[None]:
        """The same examples in every child, and none is made smaller: that it fails is enough."""
        from hypothesis import Phase, settings  # here: pytest wants to see it imported first

        steady = settings(
            max_examples=100, derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
        )
        settings.register_profile("mutants", steady, deadline=None)
        settings.load_profile("mutants")
        with watched(DOMAIN) as self.imported:
            return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Every mutant, one after the other."""
        assert not session.testsfailed, "the tests cannot be collected"
        loaded = Loaded()
        gc.collect()
        gc.freeze()  # a child copies nothing that it does not change
        run = Run(session, loaded, self._notes)
        self._in_child = True  # from here on, tests run in children alone
        calls = run.calls()
        run.must_pass_without_mutant(calls)
        for mutant in self._mutants:
            self._tell(mutant, run.outcome_of(mutant, calls))
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        """The first test that fails is enough."""
        if self._in_child and call.excinfo is not None:
            die()


class Run:
    """The collected tests, run as often as there are mutants."""

    def __init__(self, session: pytest.Session, loaded: Loaded, notes: Path) -> None:
        self._session = session
        self._loaded = loaded
        self._notes = notes

    def calls(self) -> Calls:
        """Which tests call what. Raises AssertionError, if one fails by itself."""
        tests = [item.nodeid for item in self._session.items]
        return calls_of(tests, self._one, DOMAIN, self._loaded, self._notes)

    def must_pass_without_mutant(self, calls: Calls) -> None:
        """In the order in which mutants meet them: what fails for its order alone would notice everything."""
        outcome = outcome_of(lambda: self._all(calls.fastest_first()), A_LONG_TIME)
        assert outcome is Outcome.SURVIVED, "the tests fail in another order"

    def outcome_of(self, mutant: Mutant, calls: Calls) -> Outcome:
        """What became of the mutant among the tests that call its function."""
        tests = calls.fastest_first(f"{mutant.file}::{mutant.function}", PATIENCE)
        if not tests:
            return Outcome.UNCALLED

        def work() -> None:
            with suppress(NotLoaded):
                self._loaded.swap(mutant)
                self._all(tests)

        usual = sum(calls.seconds[place] for place in tests)
        return outcome_of(work, SPARE_SECONDS + TIMES_AS_LONG * usual)

    def _all(self, places: Sequence[int]) -> None:
        for place, following in zip(places, [*places[1:], None], strict=True):
            self._one(place, following)

    def _one(self, place: int, following: int | None = None) -> None:
        items = self._session.items
        after = None if following is None else items[following]
        self._session.config.hook.pytest_runtest_protocol(item=items[place], nextitem=after)
