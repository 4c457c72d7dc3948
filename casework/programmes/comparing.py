"""Two programmes, or two versions of one, key by key: what was said before, and what is said after."""

from __future__ import annotations

from dataclasses import dataclass

from casework.programmes.telling import tell_programme
from domain.programme import Programme

NOTHING = "(intet)"


@dataclass(frozen=True, slots=True)
class Difference:
    """One key that is not the same: its dotted name, and its sentence before and after."""

    key: str
    before: str
    after: str


def differences(before: Programme, after: Programme) -> tuple[Difference, ...]:
    """Every key whose value differs, in the order of the file; a ladder that is not there is said so."""
    old = {told.key: told.sentence.strip() for told in tell_programme(before)}
    new = {told.key: told.sentence.strip() for told in tell_programme(after)}
    keys = list(dict.fromkeys((*new, *old)))
    return tuple(
        Difference(key, old.get(key, NOTHING), new.get(key, NOTHING))
        for key in keys
        if old.get(key) != new.get(key)
    )
