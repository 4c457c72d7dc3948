"""Consent, and what others may know."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from domain.events.base import Event
from domain.values import SEALED


class ConsentWithdrawn(Event, frozen=True, kw_only=True):
    """The citizen told us that she takes her consent back. It is no deviation (outside)."""

    withdrawn_on: date
    note: Annotated[str, SEALED] = ""


class ConsentExpired(Event, frozen=True, kw_only=True):
    """The last day of the consent has passed; what rests on it stops."""

    expired_on: date
