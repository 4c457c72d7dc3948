"""Tells coordinators and managers, by neutral mail, of what happened to a mentor where no open course does.

It is told at once, at any hour, and again each working day until a coordinator has followed it up.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from adapters.staff import Staff
from adapters.templates import render
from casework.corps.working_days import shared_calendar
from casework.letters.neutral_mail import mail_neutrally
from casework.office import Office
from domain.calendar import ONE_DAY, instant_at, local_day
from domain.errors import MentorError

SUBJECT = "Mentorkorpset: der er noget at gøre"


async def tell_of_incidents(office: Office) -> list[str]:
    """Send what is due; gives what could not be told, by number. That is tried again within minutes."""
    problems = []
    for number, until in (await asyncio.to_thread(office.corps.incidents.take_untold, office.now)).items():
        try:
            if not await _tell(office, number, until):
                problems.append(f"hændelse {number}: ikke afleveret")
        except MentorError as error:
            problems.append(f"hændelse {number}: {error.code}")
    return problems


async def _tell(office: Office, number: int, until: datetime) -> bool:
    """Whether a server took it for anybody: then it waits for the next working day."""
    text, postman = render("corps/incident.txt", _said(office, number)), office.postman()
    taken = [
        await mail_neutrally(office, address, SUBJECT, text, postman) for address in _addresses(office.staff)
    ]
    if any(taken):
        await asyncio.to_thread(office.corps.incidents.told, number, until, _again(office))
    return any(taken)


def _said(office: Office, number: int) -> dict[str, object]:
    """The link names a page; it opens nothing for who is not signed in."""
    return {"number": number, "link": f"{office.settings.portal_url.rstrip('/')}/haendelser/{number}"}


def _addresses(staff: Staff) -> list[str]:
    """The work mail of every coordinator and manager, each once."""
    return list(dict.fromkeys(one.email for one in (*staff.coordinators, *staff.managers)))


def _again(office: Office) -> datetime:
    """When the corps's office next opens on a later day (UTC)."""
    calendar = shared_calendar(office)
    return instant_at(calendar.next_working_day(local_day(office.now) + ONE_DAY), calendar.opens)
