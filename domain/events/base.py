"""What every event has, and the small values events share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from domain.lifecycle import Phase
from domain.timers import Timer


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. `version` is the shape's number; older shapes are up-cast when read."""

    version: ClassVar[int] = 1
    to_phase: Phase | None = None
    timers: tuple[Timer, ...] = ()
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A support period (bevillingsperiode): its number, its days (both included) and its hours."""

    number: int
    starts_on: date
    ends_on: date
    hours: Decimal
    special: bool = False


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the rules need to know of a grant: its days, its hours and what it asserts; nothing personal."""

    starts_on: date
    ends_on: date
    hours: Decimal
    assertions: tuple[str, ...] = ()
