"""Where the log book has a mentor at two places at once: looked for beside the page."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Response

from casework.access.seeing import may_see
from casework.settling.hours import DoubleBooked
from casework.settling.hours_jobs import ask_for_twice, twice_asked_for, twice_in
from portal.paging import page_of
from portal.routing import Pages
from portal.settled_hours import SETTLERS
from portal.under_way import under_way
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
HERE = "/to-steder"


@dataclass(frozen=True, slots=True)
class Clash:
    """An entry that says its mentor was elsewhere too, and her name. `other_seen`: the other course is hers
    to see as well.
    """

    found: DoubleBooked
    mentor: str
    other_seen: bool


@pages.get(HERE, who=SETTLERS)
def twice(visit: Visit, side: str = "") -> Response:
    """The entries that stand in each other's way on courses she may see, the oldest first."""
    job = twice_asked_for(visit.office)
    found = twice_in(visit.office, job) if job is not None and job.is_good else []
    clashes = [clash for one in found if (clash := _clash(visit, one))]
    return visit.page("hours/twice.html", asked=under_way(visit, job), page=page_of(clashes, side))


@pages.post(HERE, who=SETTLERS)
def ask(visit: Visit) -> Response:
    """Have them looked for."""
    ask_for_twice(visit.office, visit.actor)
    return visit.go(HERE)


def _clash(visit: Visitor, found: DoubleBooked) -> Clash | None:
    if not may_see(visit.office, visit.account, found.ref):
        return None
    seen = may_see(visit.office, visit.account, found.other)
    return Clash(found, visit.office.staff.name_of(found.mentor), seen)
