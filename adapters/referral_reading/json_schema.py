"""The JSON Schema of a referral as an attachment, made from the table of fields: what we publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from adapters.referral_reading.fields import FIELDS, PART_NAMES, PARTS, SPAN, WITHDRAWN_ON, Field, ValueKind

VERSION = 1
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_IDENTITY = f"urn:mentorforloeb:henvisning:{VERSION}"

_LINE = {"type": "string", "minLength": 1, "maxLength": 200}
_HOURS = {
    "type": ["number", "string"],
    "pattern": r"^[0-9]{1,5}(\.[0-9]{1,2})?$",
    "minimum": 0,
    "maximum": 10000,
}
_TYPES: dict[ValueKind, dict[str, Any]] = {
    "cpr": {"type": "string", "pattern": "^[0-9]{6}-?[0-9]{4}$"},
    "phone": {"type": "string", "pattern": r"^(\+|00)?[0-9][0-9 ]{7,20}$"},
    "date": {"type": "string", "format": "date", "pattern": "^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"},
    "weekly_hours": _HOURS,
    "total_hours": _HOURS,
    "yes_no": {"type": "boolean"},
    "months": {"type": "integer", "minimum": 0, "maximum": 900},
    "mentor_form": {"enum": ["individual", "workplace"]},
    "line": _LINE,
    "text": {"type": "string", "minLength": 1, "maxLength": 4000},
    "lines": {"type": "array", "items": _LINE},
}
_HINTS: dict[ValueKind, str] = {
    "cpr": "Ti cifre, gerne med bindestreg efter det sjette.",
    "phone": "Et dansk nummer med otte cifre, eller et udenlandsk med + og landekode.",
    "date": "Dansk kalenderdag, skrevet ÅÅÅÅ-MM-DD.",
    "weekly_hours": "Timer med højst to decimaler og punktum, som tal eller tekst.",
    "total_hours": "Timer med højst to decimaler og punktum, som tal eller tekst.",
    "yes_no": "true for ja, false for nej. Et svar, der ikke er der, tæller som nej.",
    "months": "Hele måneder.",
    "mentor_form": "individual: individuel mentor. workplace: virksomhedsmentor.",
    "line": "Højst 200 tegn.",
    "text": "Højst 4000 tegn.",
    "lines": "En liste, ét punkt pr. tekst.",
}
_PART_RULES: Mapping[str, dict[str, Any]] = {
    "consent": {"anyOf": [{"required": ["purpose", "given_on"]}, {"required": ["withdrawn_on"]}]}
}


def json_fields() -> dict[str, Field]:
    """The fields that may stand in the JSON, by path: all but the period, which is written as two days."""
    return {field.path: field for field in FIELDS if field.path != SPAN}


def referral_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a referral; a later mail may leave out parts."""
    heads = {"citizen": "Borgeren."} | {part: f"Delen {PART_NAMES[part]}." for part in PARTS}
    own = [field for path, field in json_fields().items() if "." not in path]
    parts = {head: _part(head, about) for head, about in heads.items()}
    version = {"const": VERSION, "description": "Formatets version."}
    return {
        "$schema": _DIALECT,
        "$id": _IDENTITY,
        "title": "Henvisning til mentor",
        "description": "Én henvisning af én borger, som JSON-fil i en signeret og krypteret mail. "
        "Udelad det, der ikke er noget at skrive om; null og ukendte felter afvises.",
        "type": "object",
        "additionalProperties": False,
        "required": ["version", "citizen"],
        "properties": {"version": version} | _properties(own) | parts,
    }


def _part(head: str, about: str) -> dict[str, Any]:
    fields = [field for path, field in json_fields().items() if path.startswith(f"{head}.")]
    rules = _PART_RULES.get(head) or {"required": [_own_name(field) for field in fields if field.required]}
    shape = {"description": about, "type": "object", "additionalProperties": False}
    return shape | rules | {"properties": _properties(fields)}


def _properties(fields: Iterable[Field]) -> dict[str, Any]:
    return {_own_name(field): _TYPES[field.kind] | {"description": _about(field)} for field in fields}


def _own_name(field: Field) -> str:
    return field.path.rpartition(".")[2]


def _about(field: Field) -> str:
    alone = " Må stå alene, når samtykket er trukket tilbage." if field.path == WITHDRAWN_ON else ""
    return f"{field.labels[0]}. {_HINTS[field.kind]}{alone}"
