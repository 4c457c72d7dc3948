"""Searching: a form that is posted, so that no name or number ever stands in an address or a log."""

from __future__ import annotations

from fastapi import Response

from casework import names
from casework.access.seeing_parts import seen_by
from casework.lists.searching import MOST, search
from domain.errors import InvalidInput
from portal.routing import READERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WRONG = 422


@pages.get("/soeg", who=READERS, nav="Søg")
def form(visit: Visit) -> Response:
    """The empty form."""
    return _page(visit)


@pages.post("/soeg", who=READERS)
def found(visit: Visit) -> Response:
    """What was found; what was typed stands in the field again. Whoever writes a whole reference wants that
    course, and is led there.
    """
    text = visit.text("q")
    try:
        hits = search(visit.office, visit.account, text)
    except InvalidInput as error:
        return _page(visit, WRONG, q=text, problems=error.problems)
    if hits.by == "ref" and hits.hits:
        return visit.go(f"/forloeb/{hits.hits[0].ref}")
    return _page(visit, q=text, found=hits)


def _page(visit: Visitor, status: int = 200, **values: object) -> Response:
    by_name = seen_by(visit.account.role).citizen
    shown = {"q": "", "found": None, "problems": (), **values}
    return visit.page(
        "searching/page.html", status=status, by_name=by_name, most=MOST, phases=names.PHASES, **shown
    )
