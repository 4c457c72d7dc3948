"""The names of the variables that change settings: one that is mistyped is not passed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from domain.errors import Problem

PREFIX = "MENTOR_"


def unknown_variables(environment: Iterable[str], settings: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for each variable `MENTOR_…` that names no setting. Its value is not looked at.

    What lies within a table (`MENTOR_MAIL_OUT__PORT`) is checked with the table itself.
    """
    known = [f"{PREFIX}{name.upper()}" for name in settings]
    ours = sorted({name.upper() for name in environment if name.upper().startswith(PREFIX)})
    unknown = (name for name in ours if name.partition("__")[0] not in known)
    return tuple(Problem(name, "er ikke en indstilling", _cure(name, known)) for name in unknown)


def _cure(name: str, known: Sequence[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"ret navnet (måske {close[0]}), eller fjern variablen" if close else "fjern variablen"
