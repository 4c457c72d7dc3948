"""A mentor's safety: not back from a visit, which only the system reports, and what happened to her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import AwareDatetime, Field

from domain.commands.base import Command
from domain.values import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMissedCheckIn(Command):
    """A mentor alone on a visit did not check in when she should have been back, told for the nth time. Only
    the system says so.
    """

    visit: Annotated[int, Field(ge=1)]
    mentor: Code
    expected_at: AwareDatetime
    time: Annotated[int, Field(ge=1)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident(Command):
    """A mentor was threatened or hurt on the course; what happened is entered under that number, apart."""

    incident: Annotated[int, Field(ge=1)]
