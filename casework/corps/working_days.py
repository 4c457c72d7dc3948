"""The working days of the whole corps, which may serve several municipalities."""

from __future__ import annotations

from casework.office import Office
from domain.calendar import Calendar
from domain.errors import InvalidInput, Problem


def shared_calendar(office: Office) -> Calendar:
    """A day is closed for the corps when it is closed in every municipality it serves.

    Raises InvalidInput where mentor.toml names no municipality.
    """
    calendars = [office.office_hours(controller) for controller in sorted(office.settings.controllers)]
    if not calendars:
        raise InvalidInput("mentor.toml", (Problem("controllers", "mangler", "tilføj en kommune"),))
    first, *others = calendars
    closed = {day: name for day, name in first.closed.items() if all(day in one.closed for one in others)}
    return Calendar(closed, first.opens, first.closes)
