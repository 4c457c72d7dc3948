"""A deviation: what happened and what was done, acknowledged by a named person, explained by the citizen."""

from __future__ import annotations

from fastapi import Response

from casework.desks.deviation_desk import DeviationDesk, deviation_desk
from domain.values import CODE_PATTERN
from portal.errors import NothingHere
from portal.forms.doing import Way, do, form_of
from portal.forms.fixed import with_fixed
from portal.forms.form import Form
from portal.forms.words import SAYINGS
from portal.offered import offered
from portal.routing import AUTHORITY, COORDINATORS, COURSE, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
ACKNOWLEDGE, EXPLAIN, CONCLUDE = "AcknowledgeDeviation", "AddExplanation", "RecordDeviationOutcome"
SETTLERS = COORDINATORS | AUTHORITY


@pages.get("/forloeb/{ref}/fravigelse/{matter}", who=PROVIDERS | AUTHORITY, about=COURSE)
def deviation_page(visit: Visit, ref: str, matter: str) -> Response:
    """The deviation, its ladder, and what can be done with it now. Who reads it is written down."""
    return _shown(visit, ref, matter)


@pages.post("/forloeb/{ref}/fravigelse/{matter}", who=SETTLERS, about=COURSE, in_emergency=True)
def acknowledge(visit: Visit, ref: str, matter: str) -> Response:
    """Somebody has it in hand: she herself, where she is the authority's."""
    return _done(visit, ref, matter, ACKNOWLEDGE)


@pages.post(
    "/forloeb/{ref}/fravigelse/{matter}/forklaring",
    who=PROVIDERS | AUTHORITY,
    about=COURSE,
    in_emergency=True,
)
def explain(visit: Visit, ref: str, matter: str) -> Response:
    """What the citizen says about it; it is sent on."""
    return _done(visit, ref, matter, EXPLAIN)


@pages.post("/forloeb/{ref}/fravigelse/{matter}/udfald", who=PROVIDERS | AUTHORITY, about=COURSE)
def conclude(visit: Visit, ref: str, matter: str) -> Response:
    """What came of it."""
    return _done(visit, ref, matter, CONCLUDE)


def _done(visit: Visitor, ref: str, matter: str, command: str) -> Response:
    if form := do(visit, ref, command, way=_way(visit, matter, command)):
        return _shown(visit, ref, matter, form)
    return visit.go(f"/forloeb/{ref}/fravigelse/{matter}", told=SAYINGS[command].done)


def _way(visit: Visitor, matter: str, command: str) -> Way:
    """The authority's people acknowledge as themselves; a coordinator writes down who did."""
    fixed = {"matter": matter}
    if command == ACKNOWLEDGE and visit.account.is_authority:
        fixed |= {"by": visit.account.id, "person": visit.account.name}
    return with_fixed(command, fixed)


def _shown(visit: Visitor, ref: str, matter: str, again: Form | None = None) -> Response:
    known = CODE_PATTERN.fullmatch(matter)
    desk = deviation_desk(visit.office, ref, matter, visit.actor) if known else None
    if desk is None:
        raise NothingHere
    forms = {
        command: again
        if again and again.command == command
        else form_of(visit, ref, command, way=_way(visit, matter, command))
        for command in _offered(visit, desk)
    }
    status = again.status if again else 200
    return visit.page("deviation/page.html", status=status, desk=desk, forms=forms, again=again)


def _offered(visit: Visitor, desk: DeviationDesk) -> tuple[str, ...]:
    """What can be done with it now, by this visitor."""
    if desk.matter.withdrawn:
        return ()
    hers = offered(visit.office, visit.account, desk.course)
    first = CONCLUDE if desk.matter.status == "closed" else ACKNOWLEDGE
    return tuple(command for command in (first, EXPLAIN) if command in hers)
