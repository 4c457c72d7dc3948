"""Brings together what all papers say about each field; papers that disagree are a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from adapters.referral_reading.fields import BY_PATH, SPAN, Field, Part
from adapters.referral_reading.json_referral import Stated
from adapters.referral_reading.labelled_text import Found
from adapters.referral_reading.values import Unreadable, read_value
from domain.errors import Problem
from domain.referral import cpr_birth_date

_CPR_IN_TEXT = re.compile(r"(?<![\d-])(\d{6})-(\d{4})(?![\d-])")
_CPR = "citizen.cpr"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The agreed value of each field by path, and the problems. A field with a problem has no value."""

    values: dict[str, object]
    problems: tuple[Problem, ...]

    def parts(self) -> set[Part]:
        """The parts of which at least one field was found, readable or not."""
        return {part for path in self._paths() if path in BY_PATH and (part := BY_PATH[path].part)}

    def fields_of(self, part: Part) -> set[str]:
        """The paths of the fields of `part` that were found, readable or not."""
        return {path for path in self._paths() if path in BY_PATH and BY_PATH[path].part == part}

    def _paths(self) -> list[str]:
        return [*self.values, *(problem.field for problem in self.problems)]


def gathered(
    found: Iterable[Found],
    texts: Sequence[str],
    stated: Iterable[Stated] = (),
    refused: Iterable[Problem] = (),
) -> Gathered:
    """Read and compare all found values with those stated in JSON, whose problems are `refused`.

    `texts` are searched for CPR numbers of somebody else.
    """
    readings: dict[str, list[object]] = {}
    problems = {problem.field: problem for problem in refused}
    for sure in stated:
        readings.setdefault(sure.field.path, []).append(sure.value)
    for item in found:
        try:
            for path, value in _read(item):
                readings.setdefault(path, []).append(value)
        except Unreadable as error:
            problems.setdefault(item.field.path, _problem(item.field, error.wrong, error.cure))
    readings.setdefault(_CPR, []).extend(_cprs_in(texts))
    for path, values in readings.items():
        if len({_comparable(value) for value in values}) > 1:
            problems[path] = _disagreement(path)
    agreed = {path: values[0] for path, values in readings.items() if values and path not in problems}
    return Gathered(agreed, tuple(problems.values()))


def _read(item: Found) -> list[tuple[str, object]]:
    value = read_value(item.field.kind, item.raw)
    if item.field.path != SPAN:
        return [(item.field.path, value)]
    starts_on, ends_on = cast("tuple[object, object]", value)
    return [("grant.starts_on", starts_on), ("grant.ends_on", ends_on)]


def _cprs_in(texts: Sequence[str]) -> list[str]:
    written = (day + serial for text in texts for day, serial in _CPR_IN_TEXT.findall(text))
    return [cpr for cpr in written if cpr_birth_date(cpr)]


def _comparable(value: object) -> object:
    """Texts are compared without regard to case; the spacing is already equal."""
    if isinstance(value, tuple):
        return tuple(_comparable(item) for item in value)
    return value.casefold() if isinstance(value, str) else value


def _problem(field: Field, wrong: str, cure: str) -> Problem:
    return Problem(field.path, wrong, f"»{field.labels[0]}«: {cure}")


def _disagreement(path: str) -> Problem:
    if path == _CPR:
        cure = "send én henvisning for hver borger, og skriv kun borgerens eget CPR-nummer"
        return Problem(path, "der står to forskellige CPR-numre", cure)
    label = BY_PATH[path].labels[0]
    return Problem(path, "der står to forskellige oplysninger", f"»{label}«: skriv den rigtige ét sted")
