"""A mentor's appointments as her own calendar program fetches them: reference and time, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from adapters.calendar_files import Entry, calendar_file
from casework.lists.agendas import of_mentor
from casework.office import Office
from domain.appointments import Meeting, meetings_of
from domain.calendar import local_day
from domain.events import AppointmentCancelled, AppointmentPlanned
from models.listing import Wanted

KINDS = (AppointmentPlanned, AppointmentCancelled)
PAST = timedelta(days=31)
"""So long an appointment stays in the calendar after it was."""
LASTS = timedelta(hours=1)
"""How long a meeting takes is not agreed beforehand; so much room is made for it (local)."""
NAME = "Mentoraftaler"


def feed_at(office: Office, secret: str) -> bytes | None:
    """The calendar at the address with that secret; None where there is none, it was ended, or its mentor is
    one of us no more.
    """
    mentor = office.calendar_feeds.mentor_of(secret, local_day(office.now))
    if mentor is None or mentor not in {member.id for member in office.staff.mentors}:
        return None
    return mentor_calendar(office, mentor)


def mentor_calendar(office: Office, mentor: str) -> bytes:
    """The appointments of the mentor's open courses and of those she stands in on today, by their time."""
    entries = sorted(_entries(office, mentor, office.now - PAST), key=lambda entry: (entry.at, entry.uid))
    return calendar_file(NAME, entries)


def _entries(office: Office, mentor: str, since: datetime) -> Iterator[Entry]:
    agendas = of_mentor(office, mentor)
    refs = {agenda.ref for agenda in agendas}
    for whose in sorted({agenda.mentor for agenda in agendas}):
        for ref, history in office.casebook.facts(KINDS, Wanted(mentor=whose, open_only=True)):
            if ref in refs:
                yield from (_entry(ref, one) for one in meetings_of(history) if one.at >= since)


def _entry(ref: str, meeting: Meeting) -> Entry:
    uid = f"{ref}-{meeting.id}@mentorforloeb"
    return Entry(uid, meeting.moves, meeting.at, meeting.changed_at, LASTS, f"Aftale {ref}")
