"""Every command's own page: its form, the same form again where something is wrong, and its drafts."""

from __future__ import annotations

from fastapi import Response

from casework.access.seeing import may_see
from domain.values import Role
from portal.errors import NothingHere
from portal.forms.doing import do, form_as_left, form_of
from portal.forms.drafting import draft_of, drop, is_kept, keep, path_of
from portal.forms.words import SAYINGS
from portal.offered import must_be_hers, must_be_offered
from portal.routing import AUTHORITY, COURSE, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor
from portal.ways import asked_about

pages = Pages()
NO_CONTENT = 204
ACTORS = PROVIDERS | AUTHORITY | {Role.MANAGER}
"""Whoever may do something on a course; which commands are whose, the rules say."""


@pages.get("/forloeb/{ref}/gor/{command}", who=ACTORS, about=COURSE, in_emergency=False)
def form_page(visit: Visit, ref: str, command: str) -> Response:
    """The form, as it was left where she has a draft. Raises Refused where it is not hers, or not now."""
    _must_be_known(command)
    must_be_offered(visit.office, visit.account, visit.office.casebook.course(ref), command)
    if draft := draft_of(visit, ref, command):
        form = form_as_left(visit, ref, command, draft.values)
        return visit.page("forms/page.html", form=form, draft=draft.saved_at)
    form = form_of(visit, ref, command, given=asked_about(visit, command))
    return visit.page("forms/page.html", form=form, draft=None)


@pages.post("/forloeb/{ref}/gor/{command}", who=ACTORS, about=COURSE)
def form_posted(visit: Visit, ref: str, command: str) -> Response:
    """Do it, or show what is wrong."""
    _must_be_known(command)
    must_be_hers(visit.account, command)
    if form := do(visit, ref, command):
        return visit.page("forms/page.html", status=form.status, form=form, draft=None)
    drop(visit, ref, command)
    return visit.go(_onwards(visit, ref), told=SAYINGS[command].done)


@pages.post("/forloeb/{ref}/kladde/{form}", who=ACTORS, about=COURSE)
def draft_kept(visit: Visit, ref: str, form: str) -> Response:
    """Keep what is typed so far: asked by the page itself, every few seconds."""
    _must_be_kept(form)
    keep(visit, ref, form)
    return Response(status_code=NO_CONTENT)


@pages.post("/forloeb/{ref}/kladde/{form}/slet", who=ACTORS, about=COURSE)
def draft_dropped(visit: Visit, ref: str, form: str) -> Response:
    """Begin anew."""
    _must_be_kept(form)
    drop(visit, ref, form)
    return visit.go(path_of(ref, form), told="Kladden er slettet.")


def _onwards(visit: Visitor, ref: str) -> str:
    """The course, or her day where what she did took it out of her sight: a mentor's access ends with it."""
    return f"/forloeb/{ref}" if may_see(visit.office, visit.account, ref) else "/min-dag"


def _must_be_known(command: str) -> None:
    if command not in SAYINGS:
        raise NothingHere


def _must_be_kept(form: str) -> None:
    if not is_kept(form):
        raise NothingHere
