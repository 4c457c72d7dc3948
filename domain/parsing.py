"""Reading commands from JSON: every problem named at once, by field, without repeating any value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from domain.commands import COMMANDS, Command
from domain.errors import InvalidInput, Problem
from domain.input_faults import WHOLE, input_problem

MOST = 500_000
"""Bytes (or signs) of a command: more than all its texts together can take."""


@cache
def _reader(name: str) -> TypeAdapter[Command]:
    return TypeAdapter(COMMANDS[name])


def parse_command(name: str, data: bytes | str) -> Command:
    """Read the command `name` from JSON. Raises InvalidInput with every problem, by field."""
    if name not in COMMANDS:
        known = ", ".join(sorted(COMMANDS))
        raise InvalidInput("Ukendt kommando", (Problem("command", "findes ikke", f"vælg en af {known}"),))
    if len(data) > MOST:
        cure = f"skriv højst {MOST // 1000} kB i alt"
        raise InvalidInput(name, (Problem(WHOLE, "er for lang", cure),))
    try:
        return _reader(name).validate_json(data)
    except ValidationError as error:
        raise InvalidInput(name, problems_of(error)) from None


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """The problems of a pydantic error as field, what is wrong and cure, never the value. A field that could
    have been written in several ways is told once, by the first of them.
    """
    found = error.errors(include_input=False, include_url=False)
    faults = [fault for fault in found if fault["type"] != "too_short" or not _emptied(fault["loc"], found)]
    problems = [input_problem(fault["loc"], fault["type"], fault.get("ctx", {})) for fault in faults]
    return tuple({problem.field: problem for problem in reversed(problems)}.values())[::-1]


def _emptied(place: tuple[int | str, ...], found: Sequence[ErrorDetails]) -> bool:
    """Whether a list is short only since what was written in it cannot be used, which is told already."""
    inside = (fault["loc"][: len(place) + 1] for fault in found if len(fault["loc"]) > len(place))
    return any(where[:-1] == place and isinstance(where[-1], int) for where in inside)
