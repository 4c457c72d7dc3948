"""Moving a course to another version of its programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.commands.base import Command
from domain.values import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrateProgramme(Command):
    """Let the course follow another version of its programme from now on, and say why: its grant belongs
    to it, a new period is granted under it, it holds for running courses, or the coordinator moves it.
    """

    to_version: Code
    cause: Literal["grant", "renewal", "running", "coordinator"] = "coordinator"
