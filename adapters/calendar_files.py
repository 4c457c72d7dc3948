"""A calendar as other programs read it (RFC 5545): when, and what little text it is given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from domain.calendar import local

PRODUCT = "-//Mentorforloeb//Kalender//DA"
REFRESH = timedelta(minutes=30)
"""How often a program is asked to fetch it again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a name that stays the same while it is moved, how often it was, when it is and when that was
    last said (UTC), how long it is reckoned to take, and its text.
    """

    uid: str
    sequence: int
    at: datetime
    changed_at: datetime
    lasts: timedelta
    text: str


def calendar_file(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar with its entries in Danish time; the same entries always give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Copenhagen")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", _told(entry.at))
    event.add("dtend", _told(entry.at + entry.lasts))
    event.add("summary", entry.text)
    event.add("class", "PRIVATE")
    return event


def _told(instant: datetime) -> datetime:
    """Danish time; the second time clocks show an hour, when summer ends, it can only be told as UTC."""
    shown = local(instant)
    return instant.astimezone(UTC) if shown.fold else shown
