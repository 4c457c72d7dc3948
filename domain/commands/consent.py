"""Consent, and what others may know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.commands.base import Command
from domain.values import OptionalText


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent(Command):
    """Record that the citizen told us that she takes her consent back; it works from now on (outside)."""

    withdrawn_on: date
    note: OptionalText = ""
