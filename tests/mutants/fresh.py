"""Tries one mutant, given on standard input, in a process that has loaded nothing yet."""

from __future__ import annotations

import json
import sys

import pytest

from tests.mutants.mutant import Mutant
from tests.mutants.swapping import load_as

if __name__ == "__main__":
    load_as(Mutant(**json.load(sys.stdin)))
    sys.exit(pytest.main(sys.argv[1:]))
