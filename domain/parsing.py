"""Reading commands from JSON: every problem named at once, by field, without repeating any value."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import TypeAdapter, ValidationError

from domain.commands import COMMANDS, Command
from domain.errors import InvalidInput, Problem
from domain.far_days import must_be_near
from domain.input_faults import WHOLE, input_problem

Place = tuple[int | str, ...]
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
        command = _reader(name).validate_json(data)
    except ValidationError as error:
        raise InvalidInput(name, problems_of(error)) from None
    must_be_near(name, command)
    return command


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """The problems of a pydantic error as field, what is wrong and cure, never the value. A field that could
    have been written in several ways is told once, by the first of them.
    """
    faults = error.errors(include_input=False, include_url=False)
    places = [fault["loc"] for fault in faults]
    told = [fault for fault in faults if not (fault["type"] == "too_short" and _holds(fault["loc"], places))]
    problems = [input_problem(fault["loc"], fault["type"], fault.get("ctx", {})) for fault in told]
    return tuple({problem.field: problem for problem in reversed(problems)}.values())[::-1]


def _holds(place: Place, places: Iterable[Place]) -> bool:
    """Whether a list has an item that is wrong: then it is not empty, though nothing in it could be read."""
    return any(other[: len(place)] == place and len(other) > len(place) for other in places)
