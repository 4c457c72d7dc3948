"""What every event has, and the small values events share."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal, get_type_hints

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
    """A support period (bevillingsperiode): its number, its days (both included), its hours, and hours per
    week where the grant names them.
    """

    number: int
    starts_on: date
    ends_on: date
    hours: Decimal
    special: bool = False
    hours_per_week: Decimal | None = None


class GrantFacts(Stored, frozen=True):
    """What the rules need to know of a grant: its days, its hours, what it asserts and who gave it; nothing
    personal. `granter` is a decider's role, `unknown` for another one, nothing where the grant names none.
    """

    starts_on: date
    ends_on: date
    hours: Decimal
    assertions: tuple[str, ...] = ()
    hours_per_week: Decimal | None = None
    granter: str = ""


Entitlement = Literal["none", "right", "right_and_duty"]
"""What a citizen has to mentor support on a special track."""


class OrderFacts(Stored, frozen=True, kw_only=True):
    """What the rules need to know of an order, without saying which group, track or task it is.

    `forbidden` and `need_reason` name rules of the programme; `remarks` are expectations that are not met.
    """

    in_group: bool = False
    in_activity: bool = False
    workplace_mentor: bool = False
    on_track: bool = False
    entitlement: Entitlement = "none"
    unplaced: int = 0
    forbidden: tuple[str, ...] = ()
    need_reason: tuple[str, ...] = ()
    placement_only: bool = False
    remarks: tuple[str, ...] = ()


NO_ORDER = OrderFacts()


def sealed_fields(kind: type[Event]) -> frozenset[str]:
    """The names of an event's personal fields."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _is_sealed(hint))


def _is_sealed(hint: object) -> bool:
    return any(isinstance(mark, Sealed) for mark in getattr(hint, "__metadata__", ()))
