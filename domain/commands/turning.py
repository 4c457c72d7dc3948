"""What turns a course another way than planned: a new caseworker, and a closed course that opens again."""

from __future__ import annotations

from dataclasses import dataclass

from domain.commands.base import Command
from domain.values import Line, OptionalLine, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCaseworker(Command):
    """The jobcentre has told, otherwise than by secure mail, who handles the case now, or in which unit."""

    caseworker: Line
    contact: OptionalLine = ""
    unit: OptionalLine = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(Command):
    """Open a closed course again, soon after, while its grant runs: who and why is recorded."""

    reason: Text
