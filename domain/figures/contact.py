"""The time from the referral until the citizen was first reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.events import ContactAttempted, Event, FirstMeetingHeld
from domain.figures.lines import LATE, ON_TIME, Kind, Line, month_of
from domain.history import Recorded
from domain.timers import TimerKind


def lines(steps: Sequence[tuple[Course, Recorded]], calendar: Calendar) -> Iterator[Line]:
    """How many working days it took (the code of the line), and whether the programme's deadline was kept,
    in the month she was reached; nothing while she has not been. Where nothing else was written down, the
    first meeting reached her.
    """
    for course, recorded in steps:
        if (day := _reached_on(recorded.event)) is not None:
            days = calendar.working_days_between(local_day(course.received_at), day)
            yield Line(month_of(day), Kind.CONTACT_DAYS, str(days), times=1)
            if deadline := _deadline(steps):
                yield Line(month_of(day), Kind.CONTACT, ON_TIME if day <= deadline else LATE, times=1)
            return


def _reached_on(event: Event) -> date | None:
    if isinstance(event, ContactAttempted) and event.reached:
        return local_day(event.attempted_at)
    return event.held_on if isinstance(event, FirstMeetingHeld) else None


def _deadline(steps: Sequence[tuple[Course, Recorded]]) -> date | None:
    """The deadline as it stood before the first attempt: an attempt in vain meets it too, but does not
    reach her.
    """
    running = (course.timer(TimerKind.FIRST_CONTACT) for course, _ in steps if not course.contact.attempts)
    return next((timer.deadline_on for timer in reversed([one for one in running if one])), None)
