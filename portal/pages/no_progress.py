"""No progress for a period: the caseworker looks at the effort with the mentor and may end it (S3)."""

from __future__ import annotations

from fastapi import Response

from casework.access.reading_log import note_reading
from casework.commands.acting_together import in_turn
from casework.decisions import in_person
from casework.office import Office
from casework.reports import goals
from domain.course import Course
from domain.matters import RULES, MatterKind
from domain.values import CODE_PATTERN, Actor, Role
from portal.errors import NothingHere
from portal.forms.doing import Way, do, form_of
from portal.forms.fixed import with_fixed, with_page
from portal.forms.form import Form
from portal.forms.shape import shape_in_person
from portal.offered import offered
from portal.routing import AUTHORITY, COORDINATORS, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
SETTLE, END = "SettleMatter", "EndEffort"
CASEWORKERS = frozenset({Role.CASEWORKER})


def _ended(office: Office, ref: str, data: bytes, by: Actor, seen: int) -> None:
    in_turn(office, ref, seen, by, lambda seq: in_person.end_effort(office, ref, data, by, seen=seq))


IN_PERSON = Way(shape_in_person(END), in_person.check_ending, _ended)


@pages.get("/forloeb/{ref}/fremgang/{matter}", who=COORDINATORS | AUTHORITY, about=COURSE)
def no_progress(visit: Visit, ref: str, matter: str) -> Response:
    """Each goal as the follow-ups found it, and what can be decided."""
    return _shown(visit, ref, matter)


@pages.post("/forloeb/{ref}/fremgang/{matter}", who=COORDINATORS | CASEWORKERS, about=COURSE)
def goes_on(visit: Visit, ref: str, matter: str) -> Response:
    """The effort goes on, as it is or otherwise."""
    if form := do(visit, ref, SETTLE, way=with_fixed(SETTLE, {"matter": matter})):
        return _shown(visit, ref, matter, form)
    return visit.go(f"/forloeb/{ref}", told="Det er noteret, og forløbet fortsætter.")


@pages.post("/forloeb/{ref}/fremgang/{matter}/slut", who=CASEWORKERS, about=COURSE)
def ends(visit: Visit, ref: str, matter: str) -> Response:
    """Her decision that the effort ends, by her own sign-in."""
    if form := do(visit, ref, END, way=with_page(IN_PERSON, {"matter": matter})):
        return _shown(visit, ref, matter, form)
    return visit.go(f"/forloeb/{ref}", told="Indsatsen er afsluttet. Den afsluttende rapport skal skrives.")


def _shown(visit: Visitor, ref: str, matter: str, again: Form | None = None) -> Response:
    course = visit.office.casebook.course(ref)
    _must_be_open(course, matter)
    note_reading(visit.office, visit.actor, "course_page", ref=ref)
    history = visit.office.casebook.recorded(ref)
    context = visit.office.context(course, history, history[-1])
    return visit.page(
        "no_progress/page.html",
        status=again.status if again else 200,
        ref=ref,
        matter=matter,
        goals=goals.goals_in_progress(context.record, context.programme),
        forms=_forms(visit, ref, matter, again),
        again=again,
    )


def _forms(visit: Visitor, ref: str, matter: str, again: Form | None) -> dict[str, Form]:
    hers = offered(visit.office, visit.account, visit.office.casebook.course(ref))
    fixed = {"matter": matter}
    ways = {SETTLE: with_fixed(SETTLE, fixed), END: with_page(IN_PERSON, fixed)}
    may = visit.account.role in RULES[MatterKind.NO_PROGRESS].settled_by
    made = {
        command: form_of(visit, ref, command, way=way)
        for command, way in ways.items()
        if command in hers and may
    }
    return made | ({again.command: again} if again else {})


def _must_be_open(course: Course, name: str) -> None:
    matter = course.matter(name) if CODE_PATTERN.fullmatch(name) else None
    if matter is None or matter.kind is not MatterKind.NO_PROGRESS or matter.status == "closed":
        raise NothingHere
