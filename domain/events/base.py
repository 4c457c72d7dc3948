"""What every event has, and the small values events share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, get_type_hints

from domain.lifecycle import Phase
from domain.timers import Timer
from domain.values import Sealed, Stored


class Event(Stored, frozen=True, kw_only=True):
    """Base of all events. `version` is the shape's number; older shapes are up-cast when read."""

    version: ClassVar[int] = 1
    to_phase: Phase | None = None
    timers: tuple[Timer, ...] = ()
    cleared: tuple[str, ...] = ()


class Period(Stored, frozen=True):
    """A support period (bevillingsperiode): its number, its days (both included) and its hours.

    `per_week` is how many of them the grant gives a week; 0 where it does not say.
    """

    number: int
    starts_on: date
    ends_on: date
    hours: Decimal
    special: bool = False
    per_week: Decimal = Decimal(0)


class GrantFacts(Stored, frozen=True):
    """What the rules need to know of a grant: its days, its hours and what it asserts; nothing personal."""

    starts_on: date
    ends_on: date
    hours: Decimal
    assertions: tuple[str, ...] = ()
    per_week: Decimal = Decimal(0)


def sealed_fields(kind: type[Event]) -> frozenset[str]:
    """The names of an event's personal fields."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_sealed(hint))


def _is_sealed(hint: object) -> bool:
    return any(isinstance(mark, Sealed) for mark in getattr(hint, "__metadata__", ()))
