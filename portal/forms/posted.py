"""What was posted: every name with all its values, as it was typed; rows put in order, one more or less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.forms.shape import Kind, Shape, Spec
from portal.typed_numbers import number_typed

Posted = Mapping[str, tuple[str, ...]]
"""A form's values by the field's name, such as `goals.0.text`."""
MOST_ROWS = 200
SEEN, MORE, FEWER = "seen", "more", "fewer"
BESIDE = frozenset({"csrf", SEEN, MORE, FEWER})
"""What a form holds beside its command's fields."""
ROW_KEYS = frozenset({"GoalAnswer.goal", "GoalResult.goal"})
"""What a row is about: it is given, and says nothing by itself."""


def posted(items: Iterable[tuple[str, object]]) -> Posted:
    """A form's items in the order they came. What is not text (a file) is left out."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in items:
        if isinstance(value, str):
            found[name] = (*found.get(name, ()), value.replace("\r\n", "\n"))
    return found


def first(given: Posted, name: str) -> str:
    """The field's only value; empty where there is none."""
    return given.get(name, ("",))[0]


def rows(given: Posted, name: str) -> list[int]:
    """The numbers of the rows of a repeated field, in order; no more than anybody writes."""
    start = f"{name}."
    typed = {key[len(start) :].partition(".")[0] for key in given if key.startswith(start)}
    numbers = {number for text in typed if (number := number_typed(text)) is not None}
    return sorted(number for number in numbers if number < MOST_ROWS)


def within(given: Posted, name: str) -> dict[str, tuple[str, ...]]:
    """What lies within a group or a row, under the names it has there."""
    start = f"{name}."
    return {key[len(start) :]: values for key, values in given.items() if key.startswith(start)}


def in_order(given: Posted, shape: Shape, inside: str = "") -> Posted:
    """The same without the rows that say nothing, the others numbered from 0."""
    for spec in shape:
        name = inside + spec.name
        if spec.kind is Kind.GROUP:
            given = in_order(given, spec.inner, f"{name}.")
        if spec.kind is Kind.ROWS:
            kept = [
                row for number in rows(given, name) if says(row := within(given, f"{name}.{number}"), spec)
            ]
            given = {key: values for key, values in given.items() if not _is_row(key, name)} | {
                f"{name}.{number}.{key}": values
                for number, row in enumerate(kept)
                for key, values in row.items()
            }
    return given


def without_row(given: Posted, row: str) -> Posted:
    """The same without one row, such as `goals.1`."""
    return {key: values for key, values in given.items() if not key.startswith(f"{row}.")}


def says(given: Posted, spec: Spec) -> bool:
    """Whether anything was written in a group or a row, beside what it is about and what is preselected."""
    silent = {one.name for one in spec.inner if one.key in ROW_KEYS}
    chosen = {one.name: str(one.default) for one in spec.inner if one.codes and one.default}
    return any(
        value.strip() and value != chosen.get(name)
        for name, values in given.items()
        if name not in silent
        for value in values
    )


def _is_row(key: str, name: str) -> bool:
    number = number_typed(key[len(name) + 1 :].partition(".")[0])
    return key.startswith(f"{name}.") and number is not None and number < MOST_ROWS
