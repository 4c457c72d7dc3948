"""Reading a list of things from JSON one by one, so that one bad entry does not hide the faults of others."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from domain.errors import InvalidInput, Problem
from domain.parsing import problems_of

T = TypeVar("T")


def read_list(what: str, kind: type[T], data: bytes) -> tuple[list[tuple[int, T]], list[Problem]]:
    """The entries that can be read, with their place from 0, and the problems of all others.

    Raises InvalidInput where there is no list at all, or an empty one.
    """
    shape, read, problems = TypeAdapter(kind), [], []
    for number, entry in enumerate(_entries(what, data)):
        try:
            read.append((number, shape.validate_json(json.dumps(entry))))
        except ValidationError as error:
            problems += [
                Problem(f"{number}.{found.field}", found.wrong, found.cure) for found in problems_of(error)
            ]
    return read, problems


def _entries(what: str, data: bytes) -> list[object]:
    try:
        entries = json.loads(data)
    except ValueError:  # also text that is no UTF-8
        entries = None
    if not isinstance(entries, list) or not entries:
        problem = Problem("(hele filen)", "er ikke en liste", "skriv en JSON-liste med mindst ét element")
        raise InvalidInput(what, (problem,))
    return entries
