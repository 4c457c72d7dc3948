"""Reads a referral that a machine sends as JSON: exactly the published schema, and nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from adapters.referral_reading.fields import BY_PATH, Field, ValueKind
from adapters.referral_reading.json_schema import VERSION, json_fields
from adapters.referral_reading.values import Unreadable, read_cpr, read_date, read_line, read_phone
from domain.errors import Problem

HEADS = frozenset(path.partition(".")[0] for path in BY_PATH if "." in path)
_KEY = re.compile(r"[A-Za-z][A-Za-z_]{0,39}")
_CPR = re.compile(r"\d{6}-?\d{4}", re.ASCII)
_PHONE = re.compile(r"(?:\+|00)?[0-9][0-9 ]{7,20}")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOURS = re.compile(r"\d{1,5}(?:\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stated:
    """A field and its value, where the paper says it in a form that leaves no doubt how to read it."""

    field: Field
    value: object


@dataclass(frozen=True, slots=True)
class JsonReferral:
    """What a JSON attachment says: values, problems by field, and its texts (to look for CPR numbers in)."""

    stated: tuple[Stated, ...]
    problems: tuple[Problem, ...]
    texts: tuple[str, ...]


class _Twice(ValueError):
    """A key stands twice in one object, so nobody knows which of the two is meant."""


class _Unpublished(ValueError):
    """A value of another type than the schema says."""


def read_json_referral(content: bytes) -> JsonReferral | None:
    """Read a JSON object against the published schema; None where `content` is no JSON object.

    Every key that is unknown and every value that does not fit is a problem. Never raises for any bytes.
    """
    try:
        document = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_doubles,
            parse_float=Decimal,
            parse_constant=_no_number,
        )
    except _Twice:
        return JsonReferral(
            (), (Problem("json", "samme nøgle står to gange", "skriv hver nøgle én gang"),), ()
        )
    except (ValueError, ArithmeticError, RecursionError):
        return None
    return _read(document) if isinstance(document, dict) else None


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) != len(pairs):
        raise _Twice
    return dict(pairs)


def _no_number(_: str) -> None:
    raise ValueError("NaN and Infinity are no JSON")


def _read(document: dict[str, Any]) -> JsonReferral:
    stated: list[Stated] = []
    problems = list(_version_problems(document))
    for path, value in _flattened(document):
        field = json_fields().get(path)
        if field is None:
            problems.append(_unknown(path))
            continue
        try:
            stated.append(Stated(field, _READERS[field.kind](value)))
        except Unreadable as error:
            problems.append(Problem(path, error.wrong, f"»{field.labels[0]}«: {error.cure}"))
        except _Unpublished:
            problems.append(
                Problem(path, "har ikke den form, skemaet siger", f"»{field.labels[0]}«: se skemaet")
            )
    return JsonReferral(tuple(stated), tuple(problems), tuple(_texts(document)))


def _version_problems(document: dict[str, Any]) -> Iterator[Problem]:
    version = document.get("version")
    if version is None:
        yield Problem("version", "mangler", f'skriv "version": {VERSION}')
    elif isinstance(version, bool) or version != VERSION:
        yield Problem("version", "er ikke en version, vi kender", f"brug version {VERSION} af skemaet")


def _flattened(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every value by its dotted path; a part that is no object stands under its own name."""
    for key, value in document.items():
        if key in HEADS and isinstance(value, dict):
            yield from ((f"{key}.{own}", item) for own, item in value.items())
        elif key != "version":
            yield key, value


def _unknown(path: str) -> Problem:
    """A key can hold anything, also a person's name or number: only what looks like ours is repeated."""
    if path in HEADS:
        return Problem(path, "er ikke et objekt", "se skemaet")
    head, _, own = path.rpartition(".")
    name = own if _KEY.fullmatch(own) else "?"
    return Problem(f"{head}.{name}" if head else name, "er et ukendt felt", "fjern det, eller se skemaet")


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Unpublished
    text = read_line(value)
    if not text:
        raise Unreadable("er tomt", "udelad feltet, når der ikke er noget at skrive")
    return text


def _lines(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _Unpublished
    return tuple(_text(item) for item in value)


def _cpr(value: object) -> str:
    if not _CPR.fullmatch(_text(value)):
        raise Unreadable(
            "CPR-nummeret kan ikke læses", "skriv ti cifre, gerne med bindestreg efter det sjette"
        )
    return read_cpr(_text(value))


def _phone(value: object) -> str:
    if not _PHONE.fullmatch(_text(value)):
        raise Unreadable("telefonnummeret kan ikke læses", "skriv otte cifre, eller + og landekode")
    return read_phone(_text(value))


def _date(value: object) -> date:
    if not _ISO_DATE.fullmatch(_text(value)):
        raise Unreadable("datoen kan ikke læses", "skriv ÅÅÅÅ-MM-DD, for eksempel 2026-03-01")
    return read_date(_text(value))


def _hours(value: object) -> Decimal:
    if isinstance(value, str) and _HOURS.fullmatch(value):
        return Decimal(value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Decimal(value)
    raise Unreadable("timetallet kan ikke læses", "skriv et tal med punktum, for eksempel 32.5")


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Unreadable("svaret er hverken ja eller nej", "skriv true eller false")
    return value


def _months(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unreadable("antal måneder kan ikke læses", "skriv et helt tal, for eksempel 14")
    return value


def _mentor_form(value: object) -> str:
    if value not in ("individual", "workplace"):
        raise Unreadable("mentorformen kan ikke læses", "skriv individual eller workplace")
    return str(value)


_READERS: dict[ValueKind, Callable[[object], object]] = {
    "cpr": _cpr,
    "phone": _phone,
    "date": _date,
    "weekly_hours": _hours,
    "total_hours": _hours,
    "yes_no": _yes_no,
    "months": _months,
    "mentor_form": _mentor_form,
    "line": _text,
    "text": _text,
    "lines": _lines,
}
