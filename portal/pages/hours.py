"""Hours: the months that are settled, settling one, and looking at a copy of a sealed file."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from fastapi import Response
from starlette.datastructures import UploadFile

from adapters.documents.danish import MONTHS
from casework.settling.hours_jobs import ask_to_settle
from casework.settling.hours_seal import check
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from models.reconciliations import Settled
from portal.routing import COORDINATORS, Pages
from portal.settled_hours import SETTLERS, asked_lately, controllers_of, month_words
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MOST_SHOWN = 36
MONTHS_BACK = 12


@pages.get("/timer", who=SETTLERS, nav="Timer")
def months(visit: Visit) -> Response:
    """The months that are settled, the newest first, and the form to settle one."""
    return _overview(visit)


@pages.post("/timer/goer-op", who=COORDINATORS)
def settle(visit: Visit) -> Response:
    """Have a municipality's month kept as it is told; that takes longer than a page may."""
    controller, month = visit.text("kommune"), visit.text("maaned")
    problems = tuple(_unusable(visit, controller, month))
    if problems:
        return _overview(visit, status=422, problems=problems)
    ask_to_settle(visit.office, controller, month, visit.actor)
    return visit.go("/timer", told="Måneden gøres op nu. Den står her på siden, når den er færdig.")


@pages.post("/timer/efterproev", who=SETTLERS)
def verify(visit: Visit) -> Response:
    """Look at a copy of a sealed file: is it as it was sent?"""
    sent = visit.form.get("fil")
    content = sent.file.read() if isinstance(sent, UploadFile) else b""
    try:
        return _overview(visit, checked=check(visit.office, content))
    except InvalidInput as error:
        return _overview(visit, status=422, problems=error.problems)


def _overview(visit: Visitor, *, status: int = 200, **shown: Any) -> Response:
    controllers = controllers_of(visit)
    settled = [_told(one) for one in _newest(visit, controllers)]
    return visit.page(
        "hours/months.html",
        status=status,
        settled=settled,
        asked=asked_lately(visit, controllers),
        controllers=controllers,
        months=_choices(local_day(visit.office.now)),
        may_settle=visit.account.role in COORDINATORS,
        given={"kommune": visit.text("kommune"), "maaned": visit.text("maaned")},
        **({"problems": (), "checked": None} | shown),
    )


def _newest(visit: Visitor, controllers: dict[str, str]) -> list[Settled]:
    newest = visit.office.reconciliations.newest(10 * MOST_SHOWN)
    return [one for one in newest if one.controller in controllers][:MOST_SHOWN]


def _told(one: Settled) -> tuple[Settled, str]:
    return one, month_words(one.month)


def _unusable(visit: Visitor, controller: str, month: str) -> list[Problem]:
    found = []
    if controller not in controllers_of(visit):
        found.append(Problem("kommune", "er ikke valgt", "vælg en kommune"))
    if month not in {key for key, _ in _choices(local_day(visit.office.now))}:
        found.append(Problem("maaned", "er ikke valgt", "vælg en måned, der er begyndt"))
    return found


def _choices(today: date) -> list[tuple[str, str]]:
    """The months that can be settled, the newest first."""
    first = today.replace(day=1)
    found = []
    for _ in range(MONTHS_BACK):
        found.append((f"{first:%Y-%m}", f"{MONTHS[first.month - 1]} {first.year}"))
        first = (first - timedelta(days=1)).replace(day=1)
    return found
