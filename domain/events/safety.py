"""What happened to a mentor's safety on a course."""

from __future__ import annotations

from datetime import datetime

from domain.events.base import Event


class CheckInMissed(Event, frozen=True, kw_only=True):
    """A mentor alone on a visit was not heard from; the coordinator is told at once, at any hour, and again
    until somebody says that she is back. `time`: for which time it is told.
    """

    visit: int
    mentor: str
    expected_at: datetime
    time: int = 1
