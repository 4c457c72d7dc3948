"""Older shapes of events, lifted to today's when they are read. History itself is never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.errors import MentorError
from domain.events import EVENT_TYPES

Data = dict[str, Any]
UPCASTERS: dict[tuple[str, int], Callable[[Data], Data]] = {}
"""(event type, version) → how to lift its data by one version. Version 1 is the first of every event.

The personal fields are missing when a course has been erased; an up-caster must work without them.
"""


class UnknownEvent(MentorError):
    """An event of a type or version that this program does not know, from a newer release."""

    code = "unknown-event"


def upcast(kind: str, version: int, data: Data) -> Data:
    """The event's data in today's shape. Raises UnknownEvent for a type or version not known here."""
    if kind not in EVENT_TYPES or not 1 <= version <= EVENT_TYPES[kind].version:
        raise UnknownEvent(
            f"Hændelsen {kind} i version {version} er fra en nyere udgave. Opdater programmet."
        )
    while version < EVENT_TYPES[kind].version:
        data = UPCASTERS[(kind, version)](data)
        version += 1
    return data
