"""Every command's own page: its form, and the same form again where something is wrong."""

from __future__ import annotations

from fastapi import Response

from domain.values import Role
from portal.errors import NothingHere
from portal.forms.doing import do, form_of
from portal.forms.offered import must_be_offered
from portal.forms.words import SAYINGS
from portal.routing import AUTHORITY, COURSE, PROVIDERS, Pages
from portal.visit import Visit

pages = Pages()
ACTORS = PROVIDERS | AUTHORITY | {Role.MANAGER}
"""Whoever may do something on a course; which commands are whose, the rules say."""


@pages.get("/forloeb/{ref}/gor/{command}", who=ACTORS, about=COURSE)
def form_page(visit: Visit, ref: str, command: str) -> Response:
    """The empty form. Raises Refused where it is not hers, or not now."""
    _must_be_known(command)
    must_be_offered(command, visit.office.casebook.course(ref), visit.actor)
    return visit.page("forms/page.html", form=form_of(visit, ref, command))


@pages.post("/forloeb/{ref}/gor/{command}", who=ACTORS, about=COURSE)
def form_posted(visit: Visit, ref: str, command: str) -> Response:
    """Do it, or show what is wrong."""
    _must_be_known(command)
    if form := do(visit, ref, command):
        return visit.page("forms/page.html", status=form.status, form=form)
    return visit.go(f"/forloeb/{ref}", told=SAYINGS[command].done)


def _must_be_known(command: str) -> None:
    if command not in SAYINGS:
        raise NothingHere
