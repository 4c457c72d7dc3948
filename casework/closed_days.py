"""The days on which an office is closed, by name: what every deadline is counted around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.office import Office
from domain.calendar import ONE_DAY, local_day, months_after

MONTHS_AHEAD = 24


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A weekday on which some municipality's office is closed: its name, and the municipalities.

    `everywhere` says that none of ours is open.
    """

    day: date
    name: str
    controllers: tuple[str, ...]
    everywhere: bool


def closed_days(office: Office, controller: str = "") -> list[ClosedDay]:
    """Every closed weekday from today and two years ahead, as the programmes in force today have it: of one
    municipality, or of all.
    """
    first = local_day(office.now)
    last = months_after(first, MONTHS_AHEAD)
    closed: dict[tuple[date, str], list[str]] = {}
    ours = [controller] if controller else sorted(office.settings.controllers)
    for one in ours:
        for found in office.office_hours(one).closed_between(first - ONE_DAY, last):
            closed.setdefault(found, []).append(one)
    return [
        ClosedDay(day, name, tuple(where), len(where) == len(ours))
        for (day, name), where in sorted(closed.items())
    ]
