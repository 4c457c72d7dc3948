"""The weeks ahead, if nobody acts: what falls due, is reminded of and ends, and the hours it takes."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import Response

from casework.lists.forecast_asked import ask_for_forecast, forecast_asked_for, forecast_in
from casework.names import DUTIES
from domain.errors import Problem
from portal.routing import Pages
from portal.settled_hours import SETTLERS, controllers_or_all
from portal.under_way import under_way
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
HERE = "/prognose"
WEEKS = {str(weeks): weeks for weeks in (4, 8, 13, 26)}
USUAL = "8"
MOST_NAMED = 50
"""So many courses are named in a week; the list of courses has the others."""
WRONG = 422


@pages.get(HERE, who=SETTLERS, nav="Prognose")
def forecast(visit: Visit, uger: str = "", kommune: str = "") -> Response:
    """The forecast that somebody has asked for, and the form to ask."""
    choices = controllers_or_all(visit)
    if kommune not in choices:
        kommune = next(iter(choices), "")
    return _shown(visit, uger if uger in WEEKS else USUAL, kommune)


@pages.post(HERE, who=SETTLERS)
def ask(visit: Visit) -> Response:
    """Have so many weeks reckoned."""
    weeks, controller = visit.text("uger"), visit.text("kommune")
    problems = []
    if weeks not in WEEKS:
        problems.append(Problem("uger", "er ikke valgt", "vælg, hvor langt frem der skal ses"))
    if controller not in controllers_or_all(visit):
        problems.append(Problem("kommune", "er ikke valgt", "vælg en kommune"))
    if problems:
        return _shown(visit, weeks, controller, tuple(problems))
    ask_for_forecast(visit.office, WEEKS[weeks], controller, visit.actor)
    return visit.go(f"{HERE}?{urlencode({'uger': weeks, 'kommune': controller})}#frem")


def _shown(visit: Visitor, weeks: str, controller: str, problems: tuple[Problem, ...] = ()) -> Response:
    job = None if problems else forecast_asked_for(visit.office, WEEKS[weeks], controller)
    return visit.page(
        "forecast/page.html",
        status=WRONG if problems else 200,
        weeks=weeks,
        spans=WEEKS,
        controller=controller,
        controllers=controllers_or_all(visit),
        asked=under_way(visit, job),
        ahead=forecast_in(visit.office, job) if job is not None and job.is_good else None,
        duties=DUTIES,
        most_named=MOST_NAMED,
        problems={one.field: f"{one.wrong}: {one.cure}" for one in problems},
        labels={"uger": "Hvor langt frem", "kommune": "Kommune"},
    )
