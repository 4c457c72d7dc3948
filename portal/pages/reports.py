"""A progress report that waits: read by another than its author, and approved or sent back with a reason."""

from __future__ import annotations

from fastapi import Response

from casework.desks.report_desk import report_desk
from domain.values import CODE_PATTERN
from portal.errors import NothingHere
from portal.forms.doing import Way, do, form_of
from portal.forms.fixed import with_fixed
from portal.forms.form import Form
from portal.routing import COORDINATORS, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
SETTLE = "SettleMatter"
TOLD = {
    "approved": "Rapporten er godkendt og sendes til jobcenteret.",
    "returned": "Rapporten er sendt tilbage til mentor.",
}


@pages.get("/forloeb/{ref}/rapport/{matter}", who=COORDINATORS, about=COURSE)
def waiting(visit: Visit, ref: str, matter: str) -> Response:
    """What the report says. Who reads it is written down."""
    return _shown(visit, ref, matter)


@pages.post("/forloeb/{ref}/rapport/{matter}/godkend", who=COORDINATORS, about=COURSE)
def approve(visit: Visit, ref: str, matter: str) -> Response:
    """It goes to the jobcentre."""
    return _settled(visit, ref, matter, "approved")


@pages.post("/forloeb/{ref}/rapport/{matter}/retur", who=COORDINATORS, about=COURSE)
def send_back(visit: Visit, ref: str, matter: str) -> Response:
    """Its author writes it again; the note says why."""
    return _settled(visit, ref, matter, "returned")


def _settled(visit: Visitor, ref: str, matter: str, outcome: str) -> Response:
    if form := do(visit, ref, SETTLE, way=_way(matter, outcome)):
        return _shown(visit, ref, matter, {outcome: form})
    return visit.go(f"/forloeb/{ref}", told=TOLD[outcome])


def _way(matter: str, outcome: str) -> Way:
    """What is approved needs no word more."""
    fixed = {"matter": matter, "outcome": outcome}
    return with_fixed(SETTLE, fixed if outcome == "returned" else {**fixed, "note": ""})


def _shown(visit: Visitor, ref: str, matter: str, again: dict[str, Form] | None = None) -> Response:
    desk = report_desk(visit.office, ref, matter, visit.actor) if CODE_PATTERN.fullmatch(matter) else None
    if desk is None:
        raise NothingHere
    again = again or {}
    forms = {
        outcome: again.get(outcome) or form_of(visit, ref, SETTLE, way=_way(matter, outcome))
        for outcome in TOLD
    }
    status = next((form.status for form in again.values()), 200)
    return visit.page("reports/waiting.html", status=status, desk=desk, forms=forms, again=[*again.values()])
