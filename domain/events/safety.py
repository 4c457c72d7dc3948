"""What happened to a mentor's safety on a course."""

from __future__ import annotations

from datetime import datetime

from domain.events.base import Event


class CheckInMissed(Event, frozen=True, kw_only=True):
    """A mentor alone on a visit was not heard from; the coordinator is told at once, at any hour."""

    visit: int
    mentor: str
    expected_at: datetime
