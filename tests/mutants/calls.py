"""Which tests call which function, and what each costs: one run of all of them, unchanged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from cProfile import Profile
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from pathlib import Path
from types import CodeType

from tests.mutants.children import Outcome, outcome_of
from tests.mutants.swapping import Loaded

WITHIN = ".<locals>"
A_LONG_TIME = 3600


@dataclass
class Calls:
    """For each test, by its place in the list: seconds of the processor, and the functions it called."""

    seconds: list[float]
    functions: list[set[str]]

    def fastest_first(self, function: str | None = None, patience: float = inf) -> list[int]:
        """The tests that call it, or all of them, as far as so many seconds reach."""
        calls = (function is None or function in called for called in self.functions)
        calling = (place for place, it_does in enumerate(calls) if it_does)
        order = sorted(calling, key=lambda place: self.seconds[place])
        spent = accumulate(self.seconds[place] for place in order)
        return [
            place
            for place, so_far in zip(order, spent, strict=True)
            if so_far <= patience or place == order[0]
        ]


@contextmanager
def watched(root: Path) -> Iterator[set[str]]:
    """The functions under that folder that are called meanwhile, as `file::name`."""
    profile = Profile(builtins=False)
    called: set[str] = set()
    profile.enable(subcalls=False)
    try:
        yield called
    finally:
        profile.disable()
        codes = (entry.code for entry in profile.getstats() if isinstance(entry.code, CodeType))
        called.update(_names(codes, root.resolve()))


def _names(codes: Iterable[CodeType], root: Path) -> Iterator[str]:
    for code in codes:
        if code.co_filename.startswith(f"{root}/"):
            file = Path(code.co_filename).relative_to(root.parent).as_posix()
            yield f"{file}::{code.co_qualname.partition(WITHIN)[0]}"


def calls_of(
    tests: Sequence[str], run: Callable[[int], None], root: Path, loaded: Loaded, notes: Path
) -> Calls:
    """Run every test once in a child and note what it calls; `notes` is a file for that.

    Raises: AssertionError, if a test fails without any mutant.
    """

    def note() -> None:
        with notes.open("w", encoding="utf-8", buffering=1) as lines:
            for place in range(len(tests)):
                loaded.forget(root.name)
                began = time.process_time()
                with watched(root) as called:
                    run(place)
                lines.write(json.dumps([time.process_time() - began, sorted(called)]) + "\n")

    outcome = outcome_of(note, A_LONG_TIME)
    noted = [json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines()]
    assert outcome is Outcome.SURVIVED, f"fails without a mutant: {tests[len(noted)]}"
    return Calls([seconds for seconds, _ in noted], [set(called) for _, called in noted])
