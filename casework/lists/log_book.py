"""The log books of many courses at once: what a coordinator looks for, without opening anything personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casework.office import Office
from domain.calendar import local_day
from domain.events import LogEntryShown, MeetingRecorded
from domain.evolving.log_book import unshown
from models.listing import Wanted


@dataclass(frozen=True, slots=True)
class NotShown:
    """An entry that the citizen has not seen for longer than the programme allows."""

    ref: str
    mentor: str
    entry: int
    held_on: date
    days: int


def not_shown(office: Office, mentor: str = "") -> list[NotShown]:
    """The entries on open courses that have not been shown within the programme's days, oldest first."""
    wanted = Wanted(mentor=mentor, open_only=True)
    rows = office.casebook.courses(wanted)
    limits = {row.ref: _show_within(office, row.programme, row.programme_version) for row in rows}
    today = local_day(office.now)
    found = [
        NotShown(ref, entry.mentor, entry.entry, entry.held_on, (today - entry.held_on).days)
        for ref, history in office.casebook.facts((MeetingRecorded, LogEntryShown), wanted)
        for entry in unshown(history)
        if today - entry.held_on > limits[ref]
    ]
    return sorted(found, key=lambda one: (one.held_on, one.ref, one.entry))


def _show_within(office: Office, programme: str, version: str) -> timedelta:
    return timedelta(days=office.programmes.get(programme, version).log_book.show_within)
