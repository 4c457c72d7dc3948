"""From a command's fields as JSON to what its form shows: the way back of `reading`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from portal.forms.posted import Posted
from portal.forms.reading import HOUR, NO, NOTHING, YES
from portal.forms.shape import Kind, Shape, Spec
from portal.forms.wall_clock import wall_clock


def written(shape: Shape, given: Mapping[str, Any]) -> Posted:
    """The values a form shows for these fields, with what is preselected where a field is not given."""
    return dict(_shape(shape, given, ""))


def _shape(shape: Shape, given: Mapping[str, Any], inside: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for spec in shape:
        value = given.get(spec.name, spec.default)
        if value is not None:
            yield from _value(spec, inside + spec.name, value)


def _value(spec: Spec, name: str, value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    if spec.kind is Kind.GROUP:
        yield from _shape(spec.inner, value, f"{name}.")
    elif spec.kind is Kind.ROWS:
        for number, row in enumerate(value):
            yield from _shape(spec.inner, row, f"{name}.{number}.")
    elif spec.kind in (Kind.NUMBERS, Kind.ANSWERS):
        for code, one in value.items():
            yield f"{name}.{code}", (_one(spec, one),)
    elif spec.kind is Kind.LIST:
        yield from ((name, tuple(str(one) for one in value)),) if value else ()
    elif spec.kind is Kind.INSTANT:
        yield from _instant(name, datetime.fromisoformat(value))
    elif text := _one(spec, value):
        yield name, (text,)


def _instant(name: str, value: datetime) -> Iterator[tuple[str, tuple[str, ...]]]:
    text, hour = wall_clock(value)
    yield name, (text,)
    if hour:
        yield f"{name}.{HOUR}", (hour,)


def _one(spec: Spec, value: Any) -> str:
    if value == "" and spec.clearable:
        return NOTHING
    if spec.kind is Kind.TICK:
        return YES if value else ""
    if isinstance(value, bool):
        return YES if value else NO
    if spec.kind is Kind.NUMBER:
        return str(value).replace(".", ",")
    if spec.kind is Kind.TIME:
        return str(value).removesuffix(":00") if str(value).count(":") > 1 else str(value)
    return str(value)
