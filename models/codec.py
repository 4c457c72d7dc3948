"""Events and snapshots as bytes and back. Neutral fields become `facts`, personal ones a text to be sealed.

Defaults are left out. Changing a default therefore changes the past: it needs a new event version and an
up-caster in `domain.upcasting`.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, field, fields, make_dataclass
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from domain.course import Course
from domain.events import EVENT_TYPES, Event
from domain.upcasting import upcast
from domain.values import Sealed
from models.errors import Tampered
from models.packing import packed, unpacked

NOTHING = b"{}"
UNREADABLE = "indholdet kan ikke læses som hændelsen"
_COURSE = TypeAdapter(Course)
_dump_course = _COURSE.serializer.to_json
_load_course = _COURSE.validator.validate_json


class _Shape:
    """How one type of event is written and read."""

    __slots__ = ("kind", "neutral", "sealed", "to_json", "whole", "withheld")

    def __init__(self, kind: type[Event]) -> None:
        hints = get_type_hints(kind, include_extras=True)
        members = fields(kind)
        sealed = {member.name: _default(member) for member in members if _is_sealed(hints[member.name])}
        open_members = [(m.name, hints[m.name], _spec(m)) for m in members if m.name not in sealed]
        self.kind = kind
        self.sealed = set(sealed)
        self.withheld = sealed
        self.whole: TypeAdapter[Event] = TypeAdapter(kind)
        self.neutral: TypeAdapter[Any] = TypeAdapter(
            make_dataclass(kind.__name__, open_members, kw_only=True)
        )
        self.to_json = self.whole.serializer.to_json

    def without_personal(self, data: dict[str, Any]) -> Event:
        """The event with its neutral fields only; the personal ones hold their default or None."""
        event = object.__new__(self.kind)
        values = vars(self.neutral.validate_python(data)) | self.withheld
        for name, value in values.items():
            object.__setattr__(event, name, value)
        return event


_SHAPES: dict[str, _Shape] = {}


def _shape(name: str) -> _Shape:
    found = _SHAPES.get(name)
    if found is None:
        found = _SHAPES[name] = _Shape(EVENT_TYPES[name])
    return found


def _spec(member: Field[Any]) -> Any:
    return field() if member.default is MISSING else field(default=member.default)


def _is_sealed(hint: Any) -> bool:
    return any(isinstance(mark, Sealed) for mark in getattr(hint, "__metadata__", ()))


def _default(member: Field[Any]) -> Any:
    return None if member.default is MISSING else member.default


def facts_of(event: Event) -> bytes:
    """The neutral fields as (packed) JSON, without defaults."""
    shape = _shape(type(event).__name__)
    return packed(shape.to_json(event, exclude=shape.sealed, exclude_defaults=True))


def personal_of(event: Event) -> bytes | None:
    """The personal fields as (packed) JSON, without defaults; None if there are none."""
    shape = _shape(type(event).__name__)
    if not shape.sealed:
        return None
    personal: bytes = shape.to_json(event, include=shape.sealed, exclude_defaults=True)
    return None if personal == NOTHING else packed(personal)


def whole_event(kind: str, version: int, facts: bytes, personal: bytes | None, where: str) -> Event:
    """The event as it was decided, in today's shape. Raises Tampered or UnknownEvent."""
    try:
        data = from_json(unpacked(facts)) | (from_json(unpacked(personal)) if personal else {})
        lifted = upcast(kind, version, data)
        event: Event = _shape(kind).whole.validate_python(lifted)
    except (ValueError, TypeError, KeyError):
        raise Tampered("event", where, UNREADABLE) from None
    return event


def neutral_event(kind: str, version: int, facts: bytes, where: str) -> Event:
    """The event without its personal fields (they hold their defaults, or None): enough to fold a course.

    Needs no key, so it also works for an erased course. Raises Tampered or UnknownEvent.
    """
    try:
        lifted = upcast(kind, version, from_json(unpacked(facts)))
        return _shape(kind).without_personal(lifted)
    except (ValueError, TypeError, KeyError):
        raise Tampered("event", where, UNREADABLE) from None


def dump_course(course: Course) -> str:
    """The snapshot as JSON, without defaults. A course holds nothing personal."""
    return _dump_course(course, exclude_defaults=True).decode()


def load_course(state: str, where: str) -> Course:
    """The course of a snapshot. Raises Tampered if it is not one."""
    try:
        course: Course = _load_course(state)
    except ValidationError:
        raise Tampered("course", where, "øjebliksbilledet kan ikke læses") from None
    return course
