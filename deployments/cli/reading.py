"""Reading what was typed: references, actors, instants and files, each with an error that names the cure."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import InvalidInput, Problem
from domain.values import Actor, is_course_ref


def course_ref(text: str) -> str:
    """A course reference. Raises InvalidInput; what was typed is not repeated."""
    if not is_course_ref(text):
        raise InvalidInput("Sag", (Problem("ref", "er ikke et sagsnummer", "skriv det som M-2026-0042"),))
    return text


def actor_of(text: str) -> Actor:
    """`role:id`. Raises InvalidInput."""
    try:
        return Actor.parse(text)
    except ValueError:
        cure = "skriv rolle:id, fx coordinator:kirsten eller mentor:amira"
        raise InvalidInput("Hvem", (Problem("--as", "kan ikke læses", cure),)) from None


def instant_of(text: str) -> datetime:
    """An ISO instant with its zone. Raises InvalidInput."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        cure = "skriv det med tidszone, fx 2026-03-02T10:00:00+01:00"
        raise InvalidInput("Tidspunkt", (Problem("tidspunkt", "kan ikke læses", cure),))
    return instant.astimezone(UTC)


def input_of(source: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises InvalidInput."""
    if source == "-":
        return sys.stdin.buffer.read()
    return bytes_of(Path(source))


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises InvalidInput with the file's name and why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or "kan ikke læses"
        raise InvalidInput("Fil", (Problem(path.name, why, "kontrollér stien og rettighederne"),)) from None
