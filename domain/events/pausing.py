"""A pause that is planned, changed or dropped. The cause may be about health, so it is sealed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from domain.events.base import Event
from domain.values import SEALED


class PausePlanned(Event, frozen=True, kw_only=True):
    """A pause was planned; it begins by itself on its first day."""

    from_on: date
    until: date | None = None
    cause: Annotated[str, SEALED] = ""
    reason: Annotated[str, SEALED] = ""


class PlannedPauseDropped(Event, frozen=True, kw_only=True):
    """The pause that was planned does not come."""


class PauseChanged(Event, frozen=True, kw_only=True):
    """The pause that runs got another last day, or none."""

    until: date | None = None
    reason: Annotated[str, SEALED] = ""
