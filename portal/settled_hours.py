"""What the pages of settled months share: whose months she sees, and what she asked for."""

from __future__ import annotations

from datetime import timedelta

from adapters.documents.danish import MONTHS
from domain.values import Role
from models.jobs import Job, JobKind
from models.reconciliations import Settled
from portal.errors import NothingHere
from portal.routing import COORDINATORS
from portal.under_way import UnderWay, under_way
from portal.visitor import Visitor

SETTLERS = COORDINATORS | {Role.MANAGER}
"""A manager sees what was settled; it holds no citizen's name, only references."""
LATELY = timedelta(days=1)
"""So long a month that could not be settled is told."""


def asked_lately(visit: Visitor, controllers: dict[str, str]) -> list[tuple[UnderWay, str, str]]:
    """The months that are being settled, and those that could not be since yesterday, with where and when."""
    newest: dict[str, Job] = {}
    for job in visit.office.jobs.since(JobKind.SETTLE, visit.office.now - LATELY):
        newest.setdefault(job.subject, job)
    found = []
    for job in newest.values():
        controller, month = job.subject.split(" ")
        asked = under_way(visit, job)
        if asked and controller in controllers and not job.is_good:
            found.append((asked, controllers[controller], month_words(month)))
    return found


def month_words(month: str) -> str:
    """`Marts 2026` for `2026-03`."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1].capitalize()} {year}"


def controllers_of(visit: Visitor) -> dict[str, str]:
    """The municipalities she works for, with their jobcentres' names."""
    office, mine = visit.office, visit.account
    limited = office.staff.coordinator(mine.id).controllers if mine.role in COORDINATORS else ()
    names = {one.controller: one.name for one in reversed(office.partners.partners)}
    known = sorted(office.settings.controllers)
    return {key: names.get(key, key) for key in known if not limited or key in limited}


def controllers_or_all(visit: Visitor) -> dict[str, str]:
    """The municipalities she may choose; all of them at once (an empty key) only where she may see all."""
    hers = controllers_of(visit)
    every = set(hers) == set(visit.office.settings.controllers)
    return ({"": "Alle"} if every else {}) | hers


def seen_month(visit: Visitor, number: int) -> Settled:
    """A settled month of a municipality she works for. Raises NothingHere for any other."""
    made = visit.office.reconciliations.settled(number)
    if made is None or made.controller not in controllers_of(visit):
        raise NothingHere
    return made
