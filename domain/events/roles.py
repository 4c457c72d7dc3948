"""The mentor's roles on a course, whose weight varies over time."""

from __future__ import annotations

from datetime import date

from domain.events.base import Event
from domain.values import Stored


class RoleWeight(Stored, frozen=True):
    """A role by its code, and how many percent of the work it is."""

    role: str
    percent: int


class RolesWeighed(Event, frozen=True, kw_only=True):
    """How the mentor's roles weigh from this Danish day on (S4)."""

    weighed_on: date
    weights: tuple[RoleWeight, ...]
