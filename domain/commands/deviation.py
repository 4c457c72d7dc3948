"""What comes after a deviation was reported: the citizen's explanation, the outcome, a correction.

There is no command for a hearing (partshøring) or a sanction: they are the jobcentre's alone (outside).
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.base import Command
from domain.events import DeviationResult
from domain.values import Code, OptionalText, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AddExplanation(Command):
    """Add what the citizen says about a deviation, also when it is acknowledged; it is sent on."""

    matter: Code
    explanation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeviationOutcome(Command):
    """Record what came of a deviation that has been acknowledged: a code, and words."""

    matter: Code
    result: DeviationResult
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDeviation(Command):
    """Take back a deviation that was reported by mistake; the jobcentre is told at once."""

    matter: Code
    reason: Text
