"""Other words in a history's personal fields, to see where they turn up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from msgspec import Struct, structs

from casework.history.timeline import SEALED_FIELDS
from domain.history import Recorded

CODES = frozenset(
    {"goal", "stage", "result", "id", "cpr", "mentor_form", "cause", "excuse", "more", "section_85", "track"}
)
"""Sealed fields that hold a code or a number, not somebody's words."""


def reworded(history: Iterable[Recorded], words: Callable[[str], str]) -> tuple[Recorded, ...]:
    """The history with `words(path)` in every personal text, where path is like `DeviationReported.fact`."""
    return tuple(replace(recorded, event=_event(recorded.event, words)) for recorded in history)


def _event(event: Any, words: Callable[[str], str]) -> Any:
    name = type(event).__name__
    changes = {
        field: _value(getattr(event, field), f"{name}.{field}", words)
        for field in SEALED_FIELDS[type(event)]
        if field not in CODES
    }
    return structs.replace(event, **changes)


def _value(value: Any, path: str, words: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return words(path)
    if isinstance(value, tuple):
        return tuple(_value(item, path, words) for item in value)
    if isinstance(value, Struct):
        return structs.replace(value, **_members(value, value.__struct_fields__, path, words))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **_members(value, [field.name for field in fields(value)], path, words))
    return value


def _members(value: Any, names: Iterable[str], path: str, words: Callable[[str], str]) -> dict[str, Any]:
    return {
        name: _value(getattr(value, name), f"{path}.{name}", words) for name in names if name not in CODES
    }
