"""On which line of a TOML file a key stands; `tomllib` reads values and forgets where they were.

The parser itself is asked: the file is read line by line anew, and a key stands where it is first known.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

Key = tuple[str | int, ...]
CLOSINGS = ("", "\n]", "\n]]")
"""What ends a text that was cut within a list, or within a list of lists."""


def line_of(text: str, key: Key) -> int | None:
    """The line (from 1) on which the key or the list's item begins; None if the file does not hold it.

    The text must be valid TOML.
    """
    return next((line for line, data in _growing(text) if _holds(data, key)), None)


def nearest(text: str, key: Key) -> tuple[int, Key] | None:
    """The line of the key, or of the innermost table around it that is there, and which of them it is."""
    for length in range(len(key), 0, -1):
        if (line := line_of(text, key[:length])) is not None:
            return line, key[:length]
    return None


@cache
def _growing(text: str) -> tuple[tuple[int, Any], ...]:
    """What the file says as it grows: each statement's first line, and the data up to its end."""
    return tuple(_statements(text.splitlines()))


def _statements(lines: list[str]) -> Iterator[tuple[int, Any]]:
    begins = 1
    for count in range(1, len(lines) + 1):
        data = _parsed("\n".join(lines[:count]))
        if data is not None:
            yield begins, data
            begins = count + 1


def _parsed(text: str) -> Any:
    for closing in CLOSINGS:
        try:
            return tomllib.loads(text + closing)
        except tomllib.TOMLDecodeError:
            continue
    return None


def _holds(data: Any, key: Key) -> bool:
    for part in key:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
