"""A mentor's wish for a change of the plan: read, answered by who may decide it, and then done."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Response

from casework.decisions.plan_changes import Request, request
from domain.matters import RULES
from domain.values import CODE_PATTERN, Role
from portal.errors import NothingHere
from portal.forms.doing import do, form_of
from portal.forms.fixed import with_fixed
from portal.forms.form import Form
from portal.offered import offered
from portal.routing import AUTHORITY, COORDINATORS, COURSE, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor
from portal.ways import way_to_do

pages = Pages()
SETTLE = "SettleMatter"
ANSWERERS = COORDINATORS | {Role.CASEWORKER}
GRANTED = frozenset({"change_granted", "change_granted_in_part"})
DONE_BY: Mapping[str, tuple[str, ...]] = {
    "goals": ("ReviseGoal", "AgreeGoals"),
    "hours": ("DecideExtension", "ProposeExtension"),
    "mentor": ("ReassignMentor",),
    "pause": ("Pause",),
    "focus": ("SetFocusAreas",),
}
"""The commands that do what was asked for, by what it is about: the first that is hers."""


@pages.get("/forloeb/{ref}/aendring/{matter}", who=PROVIDERS | AUTHORITY, about=COURSE)
def plan_change(visit: Visit, ref: str, matter: str) -> Response:
    """What is asked for and why, and the answer, or where it is given."""
    return _shown(visit, ref, _asked(visit, ref, matter))


@pages.post("/forloeb/{ref}/aendring/{matter}", who=ANSWERERS, about=COURSE)
def answered(visit: Visit, ref: str, matter: str) -> Response:
    """Answer it; what is granted leads straight to where it is done."""
    asked = _asked(visit, ref, matter)
    if form := do(visit, ref, SETTLE, way=with_fixed(SETTLE, {"matter": matter})):
        return _shown(visit, ref, asked, form)
    granted = visit.form.get("outcome") in GRANTED
    way = _way_to_do_it(visit, ref, asked) if granted else ""
    told = "Svaret er gemt. Gør det her, når du er klar." if way else "Svaret er gemt."
    return visit.go(way or f"/forloeb/{ref}", told=told)


def _way_to_do_it(visit: Visitor, ref: str, asked: Request) -> str:
    course = visit.office.casebook.course(ref)
    can = offered(visit.office, visit.account, course)
    hers = (name for name in DONE_BY.get(asked.about, ()) if name in can)
    return next((way for name in hers if (way := way_to_do(visit, ref, name))), "")


def _asked(visit: Visitor, ref: str, matter: str) -> Request:
    asked = request(visit.office, visit.account, ref, matter) if CODE_PATTERN.fullmatch(matter) else None
    if asked is None:
        raise NothingHere
    return asked


def _shown(visit: Visitor, ref: str, asked: Request, again: Form | None = None) -> Response:
    return visit.page(
        "plan_change/page.html",
        status=again.status if again else 200,
        ref=ref,
        asked=asked,
        form=again or _form(visit, ref, asked),
        again=again,
    )


def _form(visit: Visitor, ref: str, asked: Request) -> Form | None:
    course = visit.office.casebook.course(ref)
    matter = course.matter(asked.matter)
    may = matter is not None and visit.account.role in RULES[matter.kind].settled_by
    if asked.answered or not may or SETTLE not in offered(visit.office, visit.account, course):
        return None
    return form_of(visit, ref, SETTLE, way=with_fixed(SETTLE, {"matter": asked.matter}))
