"""Contact outside the office's opening hours: marked, so that the corps sees what it asks of mentors (S3)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from domain.calendar import instant_at
from domain.commands import RecordMeeting
from domain.course_parts import ZERO
from domain.deciding.context import Context
from domain.deciding.logged_hours import in_hours
from domain.evolving.log_book import DESK

NO_TIME = timedelta(0)


def outside_hours(command: RecordMeeting, hours: Decimal, ctx: Context) -> Decimal:
    """How many of an entry's `hours` lie before the office opens, after it closes, or on a closed day.

    Work without anybody counts as none: when it is done is the mentor's own choice. Nothing is refused.
    """
    if not hours or command.form == DESK:
        return ZERO
    if not ctx.calendar.is_working_day(command.held_on):
        return hours
    starts, ends, opens, closes = (
        instant_at(command.held_on, clock)
        for clock in (command.starts, command.ends, ctx.calendar.opens, ctx.calendar.closes)
    )
    inside = max(min(ends, closes) - max(starts, opens), NO_TIME)
    return in_hours(ends - starts - inside)
