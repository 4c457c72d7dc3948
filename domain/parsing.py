"""Reading commands from JSON: every problem named at once, by field, without repeating any value."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from domain.commands import COMMANDS, Command
from domain.errors import InvalidInput, Problem

_CURES = {
    "missing": "skal udfyldes",
    "unexpected_keyword_argument": "kendes ikke; fjern det",
    "extra_forbidden": "kendes ikke; fjern det",
    "string_too_long": "skriv kortere",
    "string_too_short": "må ikke være tomt",
    "string_pattern_mismatch": "skriv det i den form, der kræves",
    "too_short": "angiv mindst én",
    "too_long": "angiv færre",
    "literal_error": "vælg en af de tilladte værdier",
    "json_invalid": "filen er ikke gyldig JSON",
    "timezone_aware": "skriv tidspunktet med tidszone, fx 2026-03-02T10:00:00+01:00",
}
_LIMITS = {
    "greater_than": ("mere end", "gt"),
    "greater_than_equal": ("mindst", "ge"),
    "less_than": ("mindre end", "lt"),
    "less_than_equal": ("højst", "le"),
}
_BY_STEM = {
    "date": "skriv en dato som 2026-03-02",
    "datetime": "skriv et tidspunkt som 2026-03-02T10:00:00+01:00",
    "time": "skriv et klokkeslæt som 10:30",
    "decimal": "skriv et tal som 1.5",
    "int": "skriv et helt tal",
    "bool": "skriv true eller false",
}


@cache
def _reader(name: str) -> TypeAdapter[Command]:
    return TypeAdapter(COMMANDS[name])


def parse_command(name: str, data: bytes | str) -> Command:
    """Read the command `name` from JSON. Raises InvalidInput with every problem, by field."""
    if name not in COMMANDS:
        known = ", ".join(sorted(COMMANDS))
        raise InvalidInput("Ukendt kommando", (Problem("command", "findes ikke", f"vælg en af {known}"),))
    try:
        return _reader(name).validate_json(data)
    except ValidationError as error:
        raise InvalidInput(name, problems_of(error)) from None


def problems_of(error: ValidationError) -> tuple[Problem, ...]:
    """The problems of a pydantic error as field, what is wrong and cure, never the value."""
    return tuple(
        _problem(item["loc"], item["type"], item.get("ctx", {})) for item in error.errors(include_input=False)
    )


def _problem(loc: tuple[int | str, ...], kind: str, context: dict[str, Any]) -> Problem:
    field = ".".join(str(part) for part in loc) or "(hele filen)"
    if kind in {"literal_error", "enum"}:
        return Problem(
            field, "ikke en tilladt værdi", f"vælg {context['expected']}".replace(" or ", " eller ")
        )
    if kind == "value_error":  # the rules' own sentence, which never repeats a personal value
        return Problem(field, "kan ikke bruges", str(context["error"]))
    if kind in _LIMITS:
        words, limit = _LIMITS[kind]
        return Problem(field, "ligger uden for det tilladte", f"{words} {context[limit]}")
    cure = _CURES.get(kind) or _BY_STEM.get(kind.split("_", maxsplit=1)[0], "se beskrivelsen af feltet")
    return Problem(field, f"kan ikke bruges ({kind})", cure)
