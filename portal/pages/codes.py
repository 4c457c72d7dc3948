"""A decider's single-use code, for the form in Prefect or for somebody who writes her decision down."""

from __future__ import annotations

from datetime import timedelta

from fastapi import Response

from casework.decisions.authority import IssuedCode, issue_code
from casework.decisions.heads import head_decides
from portal.errors import NothingHere
from portal.routing import AUTHORITY, COURSE, HEADS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
HOURS = {"1": "en time", "24": "et døgn", "168": "en uge"}


@pages.get("/forloeb/{ref}/kode", who=AUTHORITY | HEADS, about=COURSE, in_emergency=False)
def code_page(visit: Visit, ref: str) -> Response:
    """What a code is for, and the button that makes one."""
    _must_decide_there(visit, ref)
    return visit.page("codes/page.html", ref=ref, issued=None, hours=HOURS)


@pages.post("/forloeb/{ref}/kode", who=AUTHORITY | HEADS, about=COURSE)
def make_code(visit: Visit, ref: str) -> Response:
    """Her own code, shown on this answer alone: only its digest is kept."""
    _must_decide_there(visit, ref)
    hours = visit.text("timer")
    valid = timedelta(hours=int(hours) if hours in HOURS else 24)
    issued: IssuedCode = issue_code(visit.office, ref, visit.account.id, valid)
    return visit.page("codes/page.html", ref=ref, issued=issued, hours=HOURS)


def _must_decide_there(visit: Visitor, ref: str) -> None:
    """A manager of the authority has a code where she decides something. Raises NothingHere."""
    if visit.account.role in HEADS and not head_decides(visit.office, ref):
        raise NothingHere
