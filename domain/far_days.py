"""Days so far away that they can only be a slip: at the ends of the calendar no deadline can be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime

from msgspec import Struct, structs

from domain.errors import InvalidInput, Problem

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
WRONG, CURE = "ligger for langt væk", "skriv en dag mellem 1900 og 2199"


def must_be_near(what: str, value: object) -> None:
    """Raise InvalidInput with every field of a command, however deep, whose day is too far away."""
    if far := tuple(Problem(field, WRONG, CURE) for field in _far(value, "")):
        raise InvalidInput(what, far)


def _far(value: object, place: str) -> Iterator[str]:
    for name, inner in _parts(value):
        yield from _far(inner, f"{place}.{name}" if place else name)
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        if not EARLIEST <= day <= LATEST:
            yield place


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Struct):
        yield from ((field.name, getattr(value, field.name)) for field in structs.fields(value))
    elif is_dataclass(value) and not isinstance(value, type):
        yield from ((field.name, getattr(value, field.name)) for field in fields(value))
    elif isinstance(value, tuple | list):
        yield from ((str(number), inner) for number, inner in enumerate(value))
