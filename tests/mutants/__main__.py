"""`python -m tests.mutants`: changes a sample of the rules' code, and fails if the tests notice too little.

python -m tests.mutants                              the sample that `make mutants` takes
python -m tests.mutants --sample 200 --seed b        another sample
python -m tests.mutants --all --only domain/calendar.py    every mutant of that file
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest

from tests.mutants.children import Outcome
from tests.mutants.figures import Figures
from tests.mutants.making import made, names_in
from tests.mutants.mutant import Mutant, drawn
from tests.mutants.trying import Trial

SAMPLE, SEED, LEAST = 500, "2026", 85.0
TESTS = ["tests/domain"]
SESSION = ["-q", "-s", "-m", "not soak and not slow", "-p", "no:cacheprovider", "--tb=native"]
RAW = argparse.RawDescriptionHelpFormatter
KINDEST = 19
"""What this takes hours of, others may need sooner."""


def main() -> int:
    """The exit code: 0, or 1 if too few were noticed."""
    asked = _asked()
    os.nice(KINDEST)
    files = asked.only or sorted(Path("domain").rglob("*.py"))
    names = names_in(files)
    chosen = made(files, drawn(names, len(names) if asked.all else asked.sample, asked.seed))
    print(f"seed {asked.seed}: {len(chosen)} of {len(names)}, tried with {' '.join(asked.tests)}", flush=True)
    figures = Figures(tried(chosen, asked.tests, _telling(len(chosen))), len(names))
    print("\n".join(figures.lines()))
    return 0 if figures.share * 100 >= asked.least else 1


def tried(
    mutants: Sequence[Mutant], tests: Sequence[str], tell: Callable[[Mutant, Outcome], None]
) -> list[tuple[Mutant, Outcome]]:
    """What became of each; what only the collecting of the tests calls is tried from the start."""
    outcomes: dict[Mutant, Outcome] = {}

    def note(mutant: Mutant, outcome: Outcome) -> None:
        outcomes[mutant] = outcome
        tell(mutant, outcome)

    with TemporaryDirectory() as folder:
        trial = Trial(mutants, note, Path(folder, "calls.jsonl"))
        code = pytest.main([*SESSION, *tests], plugins=[trial])
    assert code == pytest.ExitCode.OK, f"pytest ended with {code!r}"
    uncalled = [mutant for mutant, outcome in outcomes.items() if outcome is Outcome.UNCALLED]
    for mutant in uncalled:
        if f"{mutant.file}::{mutant.function}" in trial.imported:
            outcomes[mutant] = _from_the_start(mutant, tests)
    return list(outcomes.items())


def _from_the_start(mutant: Mutant, tests: Sequence[str]) -> Outcome:
    command = [sys.executable, "-m", "tests.mutants.fresh", *SESSION, "-x", *tests]
    given = json.dumps(asdict(mutant))
    done = subprocess.run(command, input=given, text=True, capture_output=True, check=False)
    return Outcome.KILLED if done.returncode else Outcome.SURVIVED


def _telling(whole: int) -> Callable[[Mutant, Outcome], None]:
    began, told = monotonic(), 0

    def tell(mutant: Mutant, outcome: Outcome) -> None:
        nonlocal told
        told += 1
        print(f"{told}/{whole} {monotonic() - began:.0f} s {outcome} {mutant.name}", flush=True)

    return tell


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__, formatter_class=RAW)
    parser.add_argument("--sample", type=int, default=SAMPLE, help="how many mutants")
    parser.add_argument("--seed", default=SEED, help="which ones")
    parser.add_argument("--all", action="store_true", help="every one, in place of a sample")
    parser.add_argument("--only", type=Path, nargs="+", help="of these files only")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="the tests that are to notice")
    parser.add_argument("--least", type=float, default=LEAST, help="per cent that must be noticed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
