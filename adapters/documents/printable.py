"""Makes any text printable: what no font can show becomes a visible box and is listed, never dropped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

BOX = "□"
"""Stands in the document where a character could not be shown."""

_LONGEST_WORD = 32
_UNPRINTABLE = frozenset({"Cs", "Co", "Cn"})
_BREAK = "\u200b"


class Replacements:
    """Collects the characters that were replaced, as code points (`U+6F22`), in order of appearance."""

    def __init__(self) -> None:
        self._points: dict[str, None] = {}

    def box(self, cluster: str) -> str:
        """Note every character of `cluster` and return the box that takes its place."""
        for character in cluster:
            self._points[f"U+{ord(character):04X}"] = None
        return BOX

    def listed(self) -> tuple[str, ...]:
        """The code points so far, each once."""
        return tuple(self._points)


def printable(text: str, replacements: Replacements) -> str:
    """Return `text` composed (NFC), without control and direction marks, and with breakable long words.

    Surrogates, private and unassigned code points become a box, noted in `replacements`.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    shown = "".join(_shown(character, replacements) for character in lines)
    return re.sub(rf"\S{{{_LONGEST_WORD + 1},}}", _with_breaks, shown)


def _shown(character: str, replacements: Replacements) -> str:
    category = unicodedata.category(character)
    if category in ("Zl", "Zp") or character == "\n":
        return "\n"
    if character == "\t":
        return " "
    if category in ("Cc", "Cf"):
        return ""
    return replacements.box(character) if category in _UNPRINTABLE else character


def _with_breaks(word: re.Match[str]) -> str:
    letters = word.group()
    pieces = (letters[at : at + _LONGEST_WORD] for at in range(0, len(letters), _LONGEST_WORD))
    return _BREAK.join(pieces)


def each_text(value: object, change: Callable[[str], str]) -> object:
    """Return a copy of JSON-like `value` with `change` applied to every text in it (not to keys)."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: each_text(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [each_text(item, change) for item in value]
    return value
