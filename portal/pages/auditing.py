"""Who read a course, opening one in an emergency, and what the auditor looks at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from fastapi import Response

from casework.access.auditing import REFUSED, audit, glasses_of, refusal_counts, take_note
from casework.access.break_glass import MAY, OPEN_FOR, break_glass, break_glasses_of, must_be_openable
from casework.access.reading_log import READ, readers_of
from casework.access.refusals import note_refusal
from casework.names import ROLES
from domain.errors import InvalidInput, UnknownCourse
from domain.values import Role
from portal.errors import NothingHere
from portal.routing import COORDINATORS, COURSE, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
READERS_OF_LOG = frozenset({Role.COORDINATOR, Role.MANAGER, Role.AUDITOR})
WATCHERS = frozenset({Role.AUDITOR, Role.OPERATOR})
GLASS = "/forloeb/{ref}/noedadgang"
LOG = "/forloeb/{ref}/laest"
WRONG = 422
CHANGED = {"added": "oprettet", "moved": "flyttet til en anden enhed", "ended": "afsluttet"}


@pages.get(LOG, who=READERS_OF_LOG, about=COURSE)
def readings(visit: Visit, ref: str) -> Response:
    """Who has read what of a course."""
    glasses = glasses_of(visit.office, visit.account, ref)
    return visit.page(
        "auditing/readings.html",
        ref=ref,
        readings=tuple(reversed(readers_of(visit.office, ref))),
        glasses=glasses,
        kinds=READ,
        person=_persons(visit),
        may_note=visit.account.role is Role.COORDINATOR,
    )


@pages.post(f"{LOG}/set", who=COORDINATORS, about=COURSE)
def noted(visit: Visit, ref: str) -> Response:
    """The coordinator has seen that somebody opened the course."""
    take_note(visit.office, visit.account, ref, number_typed(visit.text("nummer")) or 0)
    return visit.go(LOG.format(ref=ref), told="Det er noteret, at du har set nødadgangen.")


@pages.get("/noedadgange", who=COORDINATORS)
def unseen(visit: Visit) -> Response:
    """What was opened on her courses and she has not taken note of."""
    glasses = break_glasses_of(visit.office, visit.account.id)
    return visit.page("auditing/unseen.html", glasses=glasses, person=_persons(visit))


@pages.get(GLASS, who=MAY)
def glass(visit: Visit, ref: str) -> Response:
    """Where one says why it cannot wait."""
    _must_be_openable(visit, ref)
    return visit.page("auditing/glass.html", ref=ref, reason="", problems=(), hours=OPEN_FOR)


@pages.post(GLASS, who=MAY)
def broken(visit: Visit, ref: str) -> Response:
    """The course is open for an hour."""
    _must_be_openable(visit, ref)
    try:
        break_glass(visit.office, visit.account, ref, visit.text("reason"))
    except InvalidInput as error:
        values = {"ref": ref, "reason": visit.text("reason"), "problems": error.problems, "hours": OPEN_FOR}
        return visit.page("auditing/glass.html", status=WRONG, **values)
    return visit.go(f"/forloeb/{ref}", told="Sagen er åben for dig i en time. Koordinatoren får det at vide.")


@pages.get("/revision", who=WATCHERS, nav="Revision")
def revision(visit: Visit) -> Response:
    """The logs of the house; to the operator only how often somebody was turned away."""
    return visit.page(
        "auditing/audit.html",
        audit=audit(visit.office) if visit.account.role is Role.AUDITOR else None,
        counts=refusal_counts(visit.office),
        kinds=READ,
        refused=REFUSED,
        changed=CHANGED,
        person=_persons(visit),
    )


def _must_be_openable(visit: Visitor, ref: str) -> None:
    """A course of another authority is, to her, no course; the attempt is written down."""
    try:
        must_be_openable(visit.office, visit.account, ref)
    except UnknownCourse as error:
        note_refusal(visit.office, visit.account, visit.rule.path, error.code, ref)
        raise NothingHere from None


def _persons(visit: Visit) -> Callable[[str], str]:
    """Gives the name of an account for people: `mentor Amira Sand`."""

    @cache
    def person(account: str) -> str:
        role, _, name = account.partition(":")
        return f"{ROLES.get(role, role)} {visit.office.known_as(name)}".strip()

    return person
