"""What is wrong with one value of an input, and its cure, in Danish: never the value, nor a key that is none
of ours, since both may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from domain.errors import Problem
from domain.values import CODE_PATTERN, REF_PATTERN

WHOLE = "(hele filen)"
UNKNOWN = "(ukendt felt)"
Words = tuple[str, str]

_FIELD = re.compile(r"(?!.*[0-9]{4})[a-z][a-z0-9_-]{0,40}")
_TAG = re.compile(
    r"(constrained-|literal\[|nullable\[|function-|lax-or-strict|json-or-python|is-instance).*|none"
)
"""How the library names the branch of a choice it tried: no part of a field's name."""
_PLACE = re.compile(r"at line (\d+) column (\d+)")

_BY_KIND: Mapping[str, Words] = {
    "missing": ("mangler", "skal udfyldes"),
    "unexpected_keyword_argument": ("kendes ikke", "fjern det"),
    "extra_forbidden": ("kendes ikke", "fjern det"),
    "invalid_key": ("kendes ikke", "fjern det"),
    "string_too_short": ("er tomt", "må ikke være tomt"),
    "string_unicode": ("har tegn, der ikke kan læses", "gem filen som UTF-8"),
    "too_short": ("er en tom liste", "angiv mindst én"),
    "timezone_aware": ("mangler tidszone", "skriv tidspunktet med tidszone, fx 2026-03-02T10:00:00+01:00"),
    "url_scheme": ("har ikke den rette form", "skriv adressen i den form, der kræves"),
    "recursion_loop": ("henviser til sig selv", "skriv det kun én gang"),
    "finite_number": ("er ikke et tal", "skriv et almindeligt tal"),
}
_BY_STEM: Mapping[str, Words] = {
    "string": ("er ikke tekst", "skriv tekst i anførselstegn"),
    "date": ("er ikke en dato", "skriv en dato som 2026-03-02"),
    "datetime": ("er ikke et tidspunkt", "skriv et tidspunkt som 2026-03-02T10:00:00+01:00"),
    "time": ("er ikke et klokkeslæt", "skriv et klokkeslæt som 10:30"),
    "decimal": ("er ikke et tal, der kan bruges", "skriv et tal som 1.5"),
    "int": ("er ikke et helt tal", "skriv et helt tal"),
    "float": ("er ikke et tal", "skriv et tal som 1.5"),
    "bool": ("er hverken sandt eller falsk", "skriv true eller false"),
    "tuple": ("er ikke en liste", "skriv en liste i [ ]"),
    "list": ("er ikke en liste", "skriv en liste i [ ]"),
    "dict": ("er ikke en samling felter", "skriv felterne i { }"),
    "dataclass": ("er ikke en samling felter", "skriv felterne i { }"),
    "model": ("er ikke en samling felter", "skriv felterne i { }"),
    "arguments": ("er ikke en samling felter", "skriv felterne i { }"),
    "path": ("er ikke en sti", "skriv en sti i anførselstegn"),
    "url": ("er ikke en adresse", "skriv adressen i den form, der kræves"),
}
_FORMS: Mapping[str, str] = {
    f"^{CODE_PATTERN.pattern}$": "brug kun små bogstaver (a-z), tal og tegnene - _ .",
    REF_PATTERN: "skriv sagsnummeret som M-2026-0042",
    r"^([0-9a-f]{64})?$": "skriv dokumentets SHA-256: 64 tegn, 0-9 og a-f",
    r"^[0-9a-f]{64}$": "skriv dokumentets SHA-256: 64 tegn, 0-9 og a-f",
}
"""How to write what has a form of its own, by the form."""
_AS_ASKED = "skriv det i den form, der kræves"
_OTHERWISE: Words = ("kan ikke bruges", "se beskrivelsen af feltet")
_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than": ("skriv mere end {}", "gt"),
    "greater_than_equal": ("skriv mindst {}", "ge"),
    "less_than": ("skriv mindre end {}", "lt"),
    "less_than_equal": ("skriv højst {}", "le"),
    "decimal_max_places": ("brug højst {} decimaler", "decimal_places"),
    "decimal_max_digits": ("brug højst {} cifre", "max_digits"),
}
"""The cure where a limit is passed, and what the library calls that limit."""


def input_problem(loc: tuple[int | str, ...], kind: str, context: Mapping[str, Any]) -> Problem:
    """The problem of one fault as pydantic tells it: where (`loc`), its kind, and the limits it names."""
    return Problem(field_of(loc), *_words(kind, context))


def field_of(loc: tuple[int | str, ...]) -> str:
    """The field as we name it ourselves; what somebody else has named is not repeated."""
    own = [part for part in loc if isinstance(part, int) or not _TAG.fullmatch(part)]
    named = (str(part) if isinstance(part, int) or _FIELD.fullmatch(part) else UNKNOWN for part in own)
    return ".".join(named) or WHOLE


def _words(kind: str, context: Mapping[str, Any]) -> Words:
    if kind in {"literal_error", "enum"}:
        return "er ikke en tilladt værdi", f"vælg {context['expected']}".replace(" or ", " eller ")
    if kind == "value_error":  # the rules' own sentence, which never repeats a personal value
        return "kan ikke bruges", str(context["error"])
    if kind == "json_invalid":
        return "er ikke gyldig JSON", _json_cure(str(context.get("error", "")))
    if kind == "string_pattern_mismatch":
        return "har ikke den rette form", _FORMS.get(str(context.get("pattern")), _AS_ASKED)
    if kind in {"string_too_long", "too_long"}:
        many = "tegn" if kind == "string_too_long" else "punkter"
        return "er for langt", f"skriv højst {context['max_length']} {many}"
    if kind in _LIMITS:
        cure, limit = _LIMITS[kind]
        return "ligger uden for det tilladte", cure.format(context[limit])
    return _BY_KIND.get(kind) or _BY_STEM.get(kind.split("_", maxsplit=1)[0], _OTHERWISE)


def _json_cure(told: str) -> str:
    place = _PLACE.search(told)
    where = f"linje {place[1]}, tegn {place[2]}" if place else "slutningen af filen"
    return f"se efter anførselstegn, kommaer og klammer ved {where}"
