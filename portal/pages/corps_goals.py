"""What the corps has reached of its measurable goals in a period: only counts, counted beside the page."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from fastapi import Response

from casework.corps.goals_asked import ask_for_goals, goals_asked_for, goals_in
from domain.calendar import local_day
from domain.corps.measures import DEFINITIONS, NAMES, Measure
from domain.errors import Problem
from domain.values import Role, Span
from portal.routing import COORDINATORS, Pages
from portal.settled_hours import controllers_or_all
from portal.typed_times import day_typed
from portal.under_way import under_way
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = COORDINATORS | {Role.MANAGER}
HERE = "/korpsets-maal"
WRONG = 422


@pages.get(HERE, who=WHO, nav="Korpsets mål")
def goals(visit: Visit, fra: str = "", til: str = "", kommune: str = "") -> Response:
    """The goals of a period, where somebody has asked for them, and the form to ask."""
    first, last = day_typed(fra), day_typed(til)
    if first is None or last is None or kommune not in controllers_or_all(visit):
        return _shown(visit, *_this_year(visit), kommune="")
    return _shown(visit, first, last, kommune=kommune, found=True)


@pages.post(HERE, who=WHO)
def ask(visit: Visit) -> Response:
    """Have a period counted."""
    first, last, controller = (
        day_typed(visit.text("fra")),
        day_typed(visit.text("til")),
        visit.text("kommune"),
    )
    problems = [
        Problem(name, "er ikke en dag", "vælg dagen")
        for name, day in (("fra", first), ("til", last))
        if not day
    ]
    if first and last and last < first:
        problems.append(Problem("til", "ligger før den første dag", "ret datoerne"))
    if controller not in controllers_or_all(visit):
        problems.append(Problem("kommune", "er ikke valgt", "vælg en kommune"))
    if problems or first is None or last is None:
        return _shown(visit, first, last, kommune=controller, problems=tuple(problems))
    ask_for_goals(visit.office, Span(first, last), controller, visit.actor)
    return visit.go(f"{HERE}?{urlencode({'fra': first, 'til': last, 'kommune': controller})}#naaet")


def _shown(
    visit: Visitor,
    first: date | None,
    last: date | None,
    *,
    kommune: str,
    found: bool = False,
    problems: tuple[Problem, ...] = (),
) -> Response:
    job = goals_asked_for(visit.office, Span(first, last), kommune) if found and first and last else None
    return visit.page(
        "corps/goals.html",
        status=WRONG if problems else 200,
        first=first,
        last=last,
        controller=kommune,
        controllers=controllers_or_all(visit),
        asked=under_way(visit, job),
        reached=goals_in(visit.office, job) if job is not None and job.is_good else [],
        names=NAMES,
        definitions=[(NAMES[one], DEFINITIONS[one]) for one in Measure],
        programmes={one.key: one.name for one in visit.office.programmes.all()},
        problems={one.field: f"{one.wrong}: {one.cure}" for one in problems},
        labels={"fra": "Fra", "til": "Til", "kommune": "Kommune"},
    )


def _this_year(visit: Visitor) -> tuple[date, date]:
    today = local_day(visit.office.now)
    return today.replace(month=1, day=1), today
