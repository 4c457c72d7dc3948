"""What every sentence for people keeps to, whatever it says."""

from __future__ import annotations

import re

SHOUTED = re.compile(r"(?!JSON|TOML)[A-ZÆØÅ]{4}|\b[A-ZÆØÅ]{2,}[a-zæøå]{3}")
SENTENCE_IN_SMALL_LETTERS = re.compile(r"[a-zæøå]{4}\. +[a-zæøå]")
LEFT_OVER = re.compile(r"\d{6}-?\d{4}|None|Phase\.|»[a-z]+_[a-z]+«")
"""A number like a person's, and what only the code knows by that name."""


def is_sentence(text: str) -> bool:
    """Whether it begins and ends as sentences do, and can be shown to people."""
    return bool(re.fullmatch(r"[A-ZÆØÅ].*\.", text)) and is_readable(text)


def is_readable(text: str) -> bool:
    """Whether nothing in it is shouted, left over from the code, or a person's number."""
    return bool(text) and not any(
        pattern.search(text) for pattern in (SHOUTED, SENTENCE_IN_SMALL_LETTERS, LEFT_OVER)
    )
