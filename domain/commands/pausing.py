"""A pause that is changed while it runs, or planned and then dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.commands.base import Command
from domain.values import OptionalText


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePause(Command):
    """Prolong or shorten the pause that runs: its new last day, or none. The grant's end does not move."""

    until: date | None = None
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropPlannedPause(Command):
    """The pause that was planned does not come."""
