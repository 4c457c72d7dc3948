"""The programmes in words, their tasks, what differs between two of them, and the days of closed offices."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from casework.closed_days import closed_days
from casework.corps.readiness import today
from casework.history.task_matrix import task_matrix
from casework.programmes.comparing import differences
from casework.programmes.shelf import version_named
from casework.programmes.telling import tell_programme
from domain.errors import InvalidInput
from domain.programme import Programme
from domain.values import Role
from portal.errors import NothingHere
from portal.on_pages import on_pages
from portal.routing import READERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = READERS | {Role.OPERATOR}


@pages.get("/programmer", who=WHO, nav="Programmer")
def programmes(visit: Visit) -> Response:
    """Every version of the installed programmes, and which of them is in force today."""
    shelf, day = visit.office.programmes, today(visit.office)
    found = [(one, one is shelf.on(one.key, day) and one.applies_on(day)) for one in shelf.all()]
    return visit.page("programmes/list.html", found=found, names=_names(visit))


@pages.get("/programmer/forskel", who=WHO)
def compare(visit: Visit, fra: str = "", til: str = "") -> Response:
    """What two programmes, or two versions of one, say differently."""
    asked = bool(fra and til)
    values: dict[str, Any] = {"names": _names(visit), "fra": fra, "til": til, "asked": asked}
    found = differences(_named(visit, fra), _named(visit, til)) if asked else ()
    values["found"] = [(one.key, on_pages(one.before), on_pages(one.after)) for one in found]
    return visit.page("programmes/diff.html", **values)


@pages.get("/programmer/{name}", who=WHO)
def programme(visit: Visit, name: str) -> Response:
    """A programme with one sentence for each key."""
    found = _named(visit, name)
    sections: dict[str, list[str]] = {}
    for one in tell_programme(found):
        sections.setdefault(one.heading, []).append(on_pages(one.sentence))
    return visit.page("programmes/one.html", programme=found, name=name, sections=sections)


@pages.get("/programmer/{name}/opgaver", who=WHO)
def tasks(visit: Visit, name: str) -> Response:
    """Its catalogue of tasks: what a mentor may do, under which law, and the rule that says so."""
    found = _named(visit, name)
    rows = task_matrix(found)
    return visit.page("programmes/tasks.html", programme=found, name=name, rows=rows, rules=found.task_rules)


@pages.get("/kalender", who=WHO)
def calendar(visit: Visit) -> Response:
    """The closed days of the next two years, by name."""
    return visit.page("programmes/calendar.html", days=closed_days(visit.office, visit.account.controller))


def _named(visit: Visitor, name: str) -> Programme:
    """The programme called `key@version`. Raises NothingHere where there is none."""
    try:
        return version_named(visit.office.programmes, name)
    except InvalidInput:
        raise NothingHere from None


def _names(visit: Visitor) -> dict[str, str]:
    """How each version is called in an address, and by people."""
    return {f"{one.key}@{one.version}": f"{one.name}, {one.version}" for one in visit.office.programmes.all()}
