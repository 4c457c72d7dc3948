"""One mutant: a function of ours with one small thing in it changed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Mutant:
    """One changed place in one function; `source` is the whole file with the change in it."""

    file: str
    function: str
    number: int
    kind: str
    original: str
    source: str

    @property
    def name(self) -> str:
        """What the mutant is called in reports and on the command line."""
        return f"{self.file}::{self.function}#{self.number}"

    def diff(self) -> str:
        """The lines that changed, as a person reads them."""
        lines = difflib.unified_diff(self.original.splitlines(), self.source.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in list(lines)[2:])


def drawn(names: Iterable[str], size: int, seed: str) -> list[str]:
    """So many of the names, the same for the same seed; the first of them are a smaller sample.

    A hash of seed and name decides: an edit in one function does not draw another sample elsewhere.
    """
    return sorted(names, key=lambda name: sha256(f"{seed} {name}".encode()).digest())[:size]
