"""All files of a municipality back to it when the work for it ends: sent outside of every page."""

from __future__ import annotations

from fastapi import Response

from casework.keeping.handover_jobs import REMEMBERED, Sending, ask_to_hand_over, sending_of
from domain.errors import Problem
from portal.routing import COORDINATORS, Pages
from portal.settled_hours import controllers_of
from portal.under_way import under_way
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
PLACE, SURE = "kommune", "bekraeft"


@pages.get("/overdragelse", who=COORDINATORS)
def overview(visit: Visit) -> Response:
    """How far the sending of each municipality's files is, and the form to begin one."""
    return _shown(visit)


@pages.post("/overdragelse", who=COORDINATORS)
def begin(visit: Visit) -> Response:
    """Have all files of a municipality sent to it, or go on with what was cut short."""
    controller, known = visit.text(PLACE), controllers_of(visit)
    problems = []
    if controller not in known:
        problems.append(Problem(PLACE, "Kommunen er ikke valgt", "vælg den kommune, samarbejdet slutter med"))
    if not visit.text(SURE):
        problems.append(Problem(SURE, "Du har ikke bekræftet", "sæt kryds ved, at alle sager skal sendes"))
    if problems:
        return _shown(visit, problems)
    ask_to_hand_over(visit.office, controller, visit.actor)
    return visit.go("/overdragelse", told="Sagerne sendes nu. Siden viser, hvor langt det er.")


def _shown(visit: Visitor, problems: list[Problem] | None = None) -> Response:
    controllers = controllers_of(visit)
    found = [(name, sending_of(visit.office, key)) for key, name in controllers.items()]
    sendings = [(name, one, under_way(visit, one.last)) for name, one in found if isinstance(one, Sending)]
    return visit.page(
        "handover/whole.html",
        status=422 if problems else 200,
        problems=problems or [],
        controllers=controllers,
        chosen=visit.text(PLACE),
        sendings=sendings,
        days=REMEMBERED.days,
    )
