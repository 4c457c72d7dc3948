"""What the system itself reports about a mentor's safety."""

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
