"""What happened to mentors at work, and what has not been followed up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Response

from casework.access.seeing import courses_seen_by, must_see
from casework.corps.incidents import enter_incident, incidents_told, read_incident, settle_incident
from casework.corps.visits import visits_told
from domain.corps.incidents import INCIDENTS
from domain.errors import InvalidInput, Problem, Refused, UnknownCourse
from domain.values import Role
from models.listing import Wanted
from portal.faults import status_of
from portal.forms.words import in_words
from portal.routing import COORDINATORS, PROVIDERS, Pages
from portal.typed_numbers import Number
from portal.typed_times import instants_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
FIELDS = ("mentor", "occurred_at", "kind", "what", "done", "course")
LABELS: Mapping[str, str] = {
    "mentor": "Hvem det skete for",
    "occurred_at": "Hvornår",
    "kind": "Hvad slags",
    "what": "Hvad der skete",
    "done": "Hvad der blev gjort",
    "course": "Sag",
}
MOST_SETTLED = 20


@pages.get("/haendelser", who=COORDINATORS, nav="Hændelser")
def incidents(visit: Visit) -> Response:
    """What is open, without what happened, and who is out alone."""
    found = incidents_told(visit.office, visit.account)
    values: dict[str, Any] = {
        "open": [one for one in found if not one.settled_at],
        "settled": [one for one in reversed(found) if one.settled_at][:MOST_SETTLED],
        "kinds": INCIDENTS,
        "names": {one.id: one.name for one in visit.office.staff.mentors},
        "out": len(visits_told(visit.office, visit.account)),
    }
    return visit.page("incidents/list.html", **values)


@pages.get("/haendelser/ny", who=PROVIDERS)
def blank(visit: Visit) -> Response:
    """What one fills in when something happened."""
    return _shown(visit)


@pages.post("/haendelser/ny", who=PROVIDERS)
def enter(visit: Visit) -> Response:
    """Enter what happened; it is sealed, and the coordinators are told."""
    try:
        number = enter_incident(visit.office, _said(visit), visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    told = f"Hændelse nr. {number} er noteret. Den er åben, til koordinatoren har fulgt op."
    return visit.go("/haendelser" if visit.account.role is Role.COORDINATOR else "/min-dag", told=told)


@pages.get("/haendelser/{number}", who=COORDINATORS)
def incident(visit: Visit, number: Number) -> Response:
    """What happened; that it is read is written down first."""
    found = read_incident(visit.office, number, visit.actor)
    lines = {one.id: one for one in visit.office.corps.incidents.all()}
    names = {one.id: one.name for one in visit.office.staff.mentors}
    values: dict[str, Any] = {"incident": found, "line": lines[number], "kinds": INCIDENTS, "names": names}
    return visit.page("incidents/one.html", **values)


@pages.post("/haendelser/{number}/fulgt-op", who=COORDINATORS)
def settle(visit: Visit, number: Number) -> Response:
    """A coordinator has followed it up."""
    settle_incident(visit.office, number, visit.actor)
    return visit.go("/haendelser", told=f"Hændelse nr. {number} er fulgt op.")


def _said(visit: Visitor) -> bytes:
    """What was typed, as JSON. A mentor notes what happened to herself. Raises InvalidInput."""
    said: dict[str, Any] = {name: text for name in FIELDS if (text := visit.text(name))}
    if visit.account.role is Role.MENTOR:
        said["mentor"] = visit.account.id
    said |= instants_typed(visit, "occurred_at")
    if "course" in said:
        _must_be_seen(visit, said["course"])
    return json.dumps(said).encode()


def _must_be_seen(visit: Visitor, ref: str) -> None:
    try:
        must_see(visit.office, visit.account, ref)
    except UnknownCourse:
        raise InvalidInput("Hændelse", (Problem("course", "kan ikke bruges", "vælg en sag"),)) from None


def _shown(visit: Visitor, error: InvalidInput | Refused | None = None) -> Response:
    problems = error.problems if isinstance(error, InvalidInput) else ()
    office = visit.office
    values: dict[str, Any] = {
        "typed": {name: visit.text(name) for name in FIELDS},
        "kinds": INCIDENTS,
        "mentors": office.staff.mentors if visit.account.role is Role.COORDINATOR else (),
        "courses": _courses(visit),
        "labels": LABELS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
        "fault": in_words(error.message) if isinstance(error, Refused) else "",
    }
    return visit.page("incidents/new.html", status=status_of(error)[0] if error else 200, **values)


def _courses(visit: Visitor) -> list[str]:
    """A mentor chooses among her courses; a coordinator has too many, and types the number."""
    if visit.account.role is not Role.MENTOR:
        return []
    return [row.ref for row in courses_seen_by(visit.office, visit.account, Wanted(open_only=True))]
