"""What a programme calls by a code, with the words that people write for it.

A jobcentre writes in its own words. They are compared with the programme's words as a whole: what is not
among them is not guessed at, a person says what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from domain.ladders import Strict
from domain.values import Line

_WORD = re.compile(r"\w+|§")


class Named(Strict):
    """The words for a code, and other ways of writing it that mean the same."""

    words: Line
    also: tuple[Line, ...] = ()


class TargetGroup(Named):
    """One target group of a programme."""


def plain(text: str) -> str:
    """The text as it is compared: small letters, no punctuation, single spaces."""
    return " ".join(_WORD.findall(text.casefold()))


def code_of(text: str, named: Mapping[str, Named]) -> str:
    """The code that the whole text is a way of writing, or nothing: it is never guessed."""
    wanted = plain(text)
    return next((code for code, one in named.items() if wanted in _spellings(code, one)), "")


def ambiguous(named: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """The code, and a Danish sentence, for each way of writing that would mean two codes."""
    seen: dict[str, str] = {}
    for code, one in named.items():
        for spelling in sorted(_spellings(code, one)):
            other = seen.setdefault(spelling, code)
            if other != code:
                yield code, f"»{spelling}« står ved både {other} og {code}; lad det stå ved den ene"


def _spellings(code: str, one: Named) -> set[str]:
    return {_own(text) for text in (code, one.words, *one.also)}


@lru_cache(4096)
def _own(text: str) -> str:
    """A programme's own words as they are compared. What a jobcentre wrote is not remembered."""
    return plain(text)
