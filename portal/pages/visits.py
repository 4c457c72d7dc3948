"""Visits that a mentor makes alone: planned, and reported back from; who is not back is shown."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Response

from casework.corps.visits import come_back, must_go_on, plan_visit, read_place, read_risk, visits_told
from domain.errors import InvalidInput, Refused
from domain.values import Role
from portal.faults import status_of
from portal.forms.words import in_words
from portal.routing import COURSE, PROVIDERS, Pages
from portal.typed_numbers import Number
from portal.typed_times import instants_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
LABELS: Mapping[str, str] = {
    "starts_at": "Fra",
    "ends_at": "Tilbage senest",
    "place": "Hvor",
    "mentor": "Mentor",
}


@pages.get("/besoeg", who=PROVIDERS, nav="Besøg alene")
def visits(visit: Visit) -> Response:
    """Who is out alone or will be: a mentor's own visits, a coordinator's all."""
    return _listed(visit)


@pages.post("/besoeg/{number}/tilbage", who=PROVIDERS)
def back(visit: Visit, number: Number) -> Response:
    """She is back."""
    come_back(visit.office, number, visit.actor)
    return visit.go("/besoeg", told=f"Besøg nr. {number}: meldt tilbage.")


@pages.post("/besoeg/{number}/sted", who=PROVIDERS)
def place(visit: Visit, number: Number) -> Response:
    """Where she is, when she must be found; that it is read is written down first."""
    return _listed(visit, {number: read_place(visit.office, number, visit.actor)})


@pages.get("/forloeb/{ref}/besoeg-alene", who=PROVIDERS, about=COURSE)
def blank(visit: Visit, ref: str) -> Response:
    """What one should know of risk, which is written down as read, and the visit to fill in. Raises Refused
    where the course has ended.
    """
    must_go_on(visit.office.casebook.course(ref))
    return _form(visit, ref)


@pages.post("/forloeb/{ref}/besoeg-alene", who=PROVIDERS, about=COURSE)
def plan(visit: Visit, ref: str) -> Response:
    """Plan the visit; somebody is told if she is not back in time."""
    mentor = visit.account.id if visit.account.role is Role.MENTOR else visit.text("mentor")
    try:
        number, _ = plan_visit(visit.office, ref, mentor, _said(visit), visit.actor)
    except (InvalidInput, Refused) as error:
        return _form(visit, ref, error)
    return visit.go("/besoeg", told=f"Besøg nr. {number} er planlagt. Husk at melde tilbage.")


def _said(visit: Visitor) -> bytes:
    said: dict[str, Any] = {"place": visit.text("place"), "risk_read": bool(visit.text("risk_read"))}
    return json.dumps(said | instants_typed(visit, "starts_at", "ends_at")).encode()


def _listed(visit: Visitor, places: Mapping[int, str] | None = None) -> Response:
    office = visit.office
    found = visits_told(office, visit.account)
    names = {one.id: one.name for one in office.staff.mentors}
    return visit.page("visits/list.html", visits=found, names=names, places=places or {})


def _form(visit: Visitor, ref: str, error: InvalidInput | Refused | None = None) -> Response:
    problems = error.problems if isinstance(error, InvalidInput) else ()
    values: dict[str, Any] = {
        "ref": ref,
        "risk": read_risk(visit.office, ref, visit.actor),
        "mentors": visit.office.staff.mentors if visit.account.role is Role.COORDINATOR else (),
        "typed": {name: visit.text(name) for name in (*LABELS, "risk_read")},
        "labels": LABELS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
        "fault": in_words(error.message) if isinstance(error, Refused) else "",
    }
    return visit.page("visits/plan.html", status=status_of(error)[0] if error else 200, **values)
