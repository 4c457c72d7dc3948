"""Events and snapshots as bytes and back. Neutral fields become `facts`, personal ones a text to be sealed.

Defaults are left out. Changing a default therefore changes the past: it needs a new event version and an
up-caster in `domain.upcasting`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from msgspec import NODEFAULT, MsgspecError, convert, defstruct, json
from msgspec.structs import FieldInfo, asdict, fields

from domain.course import Course
from domain.events import EVENT_TYPES, Event, sealed_fields
from domain.upcasting import upcast
from domain.values import Stored
from models.errors import Tampered
from models.packing import packed, unpacked

NOTHING = b"{}"
UNREADABLE = "indholdet kan ikke læses som hændelsen"
_encode = json.Encoder().encode
_load_course = json.Decoder(Course).decode
_load_object = json.Decoder(dict[str, Any]).decode


class _Shape:
    """How one type of event is divided: its neutral fields, its personal ones, and their defaults."""

    __slots__ = ("kind", "neutral", "opened", "sealed")

    def __init__(self, kind: type[Event]) -> None:
        sealed = sealed_fields(kind)
        kept = [item for item in fields(kind) if item.name not in sealed]
        members = [(item.name, item.type, *_defaults(item)) for item in kept]
        self.kind = kind
        self.opened = [(item.name, item.default) for item in kept]
        self.sealed = [(item.name, item.default) for item in fields(kind) if item.name in sealed]
        self.neutral = defstruct(kind.__name__, members, bases=(Stored,), kw_only=True)

    def without_personal(self, data: dict[str, Any]) -> Event:
        """The event with its neutral fields only; the personal ones hold their default or None."""
        withheld: dict[str, Any] = {name: None for name, default in self.sealed if default is NODEFAULT}
        return self.kind(**asdict(convert(data, self.neutral)), **withheld)


_shape = cache(_Shape)
"""Each type's shape, worked out once."""


def _defaults(item: FieldInfo) -> tuple[Any, ...]:
    return () if item.default is NODEFAULT else (item.default,)


def _json(event: Event, members: list[tuple[str, Any]]) -> bytes:
    return _encode({name: value for name, default in members if (value := getattr(event, name)) != default})


def facts_of(event: Event) -> bytes:
    """The neutral fields as (packed) JSON, without defaults."""
    shape = _shape(type(event))
    return packed(_json(event, shape.opened) if shape.sealed else _encode(event))


def personal_of(event: Event) -> bytes | None:
    """The personal fields as (packed) JSON, without defaults; None if there are none."""
    members = _shape(type(event)).sealed
    if not members:
        return None
    personal = _json(event, members)
    return None if personal == NOTHING else packed(personal)


def whole_event(kind: str, version: int, facts: bytes, personal: bytes | None, where: str) -> Event:
    """The event as it was decided, in today's shape. Raises Tampered or UnknownEvent."""
    try:
        data = _load_object(unpacked(facts)) | (_load_object(unpacked(personal)) if personal else {})
        return convert(upcast(kind, version, data), EVENT_TYPES[kind])
    except (ValueError, TypeError, KeyError, MsgspecError):
        raise Tampered("event", where, UNREADABLE) from None


def neutral_event(kind: str, version: int, facts: bytes, where: str) -> Event:
    """The event without its personal fields (they hold their defaults, or None): enough to fold a course.

    Needs no key, so it also works for an erased course. Raises Tampered or UnknownEvent.
    """
    try:
        lifted = upcast(kind, version, _load_object(unpacked(facts)))
        return _shape(EVENT_TYPES[kind]).without_personal(lifted)
    except (ValueError, TypeError, KeyError, MsgspecError):
        raise Tampered("event", where, UNREADABLE) from None


def dump_course(course: Course) -> str:
    """The snapshot as JSON, without defaults. A course holds nothing personal."""
    return _encode(course).decode()


def load_course(state: str, where: str) -> Course:
    """The course of a snapshot. Raises Tampered if it is not one."""
    try:
        return _load_course(state)
    except MsgspecError:
        raise Tampered("course", where, "øjebliksbilledet kan ikke læses") from None
