"""From what was posted to a command's fields as JSON. What cannot be read is told; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from domain.errors import Problem
from portal.forms.posted import BESIDE, Posted, first, rows, says, within
from portal.forms.shape import Kind, Shape, Spec
from portal.forms.wall_clock import NoSuchTime, TwiceThatNight, instant_of
from portal.typed_numbers import number_typed

NOTHING = "(intet)"
"""Chosen where that nothing is meant is told apart from no answer."""
YES, NO = "ja", "nej"
HOUR = "hour"
"""Which of the two hours, in the night in which one comes twice: `at.hour`."""
LONGEST = 100_000
"""No field holds more; what is longer is cut before it is refused for its length."""
UNKNOWN = Problem("(ukendt felt)", "siden sendte et felt, vi ikke kender", "hent siden igen, og prøv igen")
_DANISH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
_NUMBER = re.compile(r"[0-9][0-9. ]*,[0-9]+")


@dataclass
class Reading:
    """One reading of a form: the problems met, and the names that belong to it."""

    given: Posted
    problems: list[Problem] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def whole(self, shape: Shape) -> dict[str, Any]:
        """The command's fields. A field nobody asked for is a problem too."""
        read = self.part(shape, "")
        self.must_be_known()
        return read

    def part(self, shape: Shape, inside: str) -> dict[str, Any]:
        """The fields of one of several commands, whose names all begin alike."""
        return self._shape(shape, inside)

    def must_be_known(self, *beside: str) -> None:
        """A field that no command asked for, nor the page itself, is a problem."""
        if self.given.keys() - self.known - BESIDE - set(beside):
            self.problems.append(UNKNOWN)

    def _shape(self, shape: Shape, inside: str) -> dict[str, Any]:
        read = {spec.name: self._value(spec, inside + spec.name) for spec in shape}
        return {name: value for name, value in read.items() if value is not None}

    def _value(self, spec: Spec, name: str) -> Any:
        """The field's JSON; None where it says nothing."""
        if spec.kind in _WITHIN:
            return getattr(self, _WITHIN[spec.kind])(spec, name)
        self.known.add(name)
        if spec.kind is Kind.LIST:
            return self._list(spec, name)
        text = first(self.given, name).strip()
        if spec.kind is Kind.TICK:
            return True if text else None
        if not text:
            return None
        return self._instant(name, text) if spec.kind is Kind.INSTANT else _READ[spec.kind](text, spec)

    def _list(self, spec: Spec, name: str) -> list[str | int] | None:
        lines = (line.strip() for value in self.given.get(name, ()) for line in value.split("\n"))
        read: list[str | int] = [line[:LONGEST] for line in dict.fromkeys(lines) if line]
        if spec.key in NUMBERED:
            read = [_numbered(line) for line in read]
        return read or None

    def _group(self, spec: Spec, name: str) -> dict[str, Any] | None:
        """A part that may be missing is missing where nothing is written in it."""
        read = self._shape(spec.inner, f"{name}.")
        return read if spec.required or says(within(self.given, name), spec) else None

    def _rows(self, spec: Spec, name: str) -> list[dict[str, Any]] | None:
        numbers = rows(self.given, name)
        return [self._shape(spec.inner, f"{name}.{number}.") for number in numbers] or None

    def _table(self, spec: Spec, name: str) -> dict[str, Any] | None:
        """A value for each of the programme's codes; those left empty are left out."""
        read: dict[str, Any] = {}
        for code, values in within(self.given, name).items():
            self.known.add(f"{name}.{code}")
            if text := values[0].strip():
                read[code] = _whole(text, spec) if spec.kind is Kind.NUMBERS else _yes_no(text, spec)
        return read or ({} if spec.required else None)

    def _instant(self, name: str, text: str) -> str:
        self.known.add(f"{name}.{HOUR}")
        try:
            wall = datetime.fromisoformat(text)
            if wall.tzinfo is not None:
                return text
            return instant_of(wall, first(self.given, f"{name}.{HOUR}")).isoformat()
        except NoSuchTime:
            cure = "uret stilles frem den nat; vælg et tidspunkt før kl. 2 eller fra kl. 3"
            self.problems.append(Problem(name, "findes ikke", cure))
        except TwiceThatNight:
            cure = "uret stilles tilbage den nat; vælg, om det var første eller anden gang"
            self.problems.append(Problem(name, "kommer to gange", cure))
        except ValueError:
            return text[:100]
        return SOME_INSTANT


SOME_INSTANT = "2026-01-01T12:00:00+00:00"
"""Stands in for one whose problem is told already, so that everything else is looked at too."""
NUMBERED = frozenset({"ShowLogEntry.entries", "ConfirmHours.entries"})
_WITHIN: Mapping[Kind, str] = {
    Kind.GROUP: "_group",
    Kind.ROWS: "_rows",
    Kind.NUMBERS: "_table",
    Kind.ANSWERS: "_table",
}


def _text(text: str, spec: Spec) -> str:
    return "" if spec.clearable and text == NOTHING else text[:LONGEST]


def _date(text: str, _spec: Spec) -> str:
    """A date as the browser sends it, or as Danes write it."""
    if found := _DANISH.fullmatch(text):
        day, month, year = map(int, found.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return text
    return text[:100]


def _time(text: str, _spec: Spec) -> str:
    """A time of day as the browser sends it, or as Danes write it: `10.30`, `9`."""
    found = _CLOCK.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2] or 0)).isoformat() if found else text[:100]
    except ValueError:
        return text


def _number(text: str, _spec: Spec) -> str:
    """A number with a comma as Danes write it, or with a point."""
    if _NUMBER.fullmatch(text):
        return text.replace(".", "").replace(" ", "").replace(",", ".")
    return text[:100]


def _whole(text: str, _spec: Spec) -> int | str:
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text[:100]


def _numbered(line: str | int) -> str | int:
    number = number_typed(line) if isinstance(line, str) else line
    return line if number is None else number


def _yes_no(text: str, _spec: Spec) -> bool | str:
    return {YES: True, NO: False}.get(text, text[:100])


_READ = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.NUMBER: _number,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
}
