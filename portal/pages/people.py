"""Users and units: our staff as it stands in its file, and the people of the authorities."""

from __future__ import annotations

from fastapi import Response

from casework.access.people import (
    end_person,
    may_reset,
    move_person,
    people,
    reach_of,
    register_person,
    reset_second_factor,
)
from casework.names import ROLES
from domain.errors import InvalidInput, Problem, Refused
from domain.values import Role
from portal.routing import Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = frozenset({Role.COORDINATOR, Role.OPERATOR})
HERE = "/brugere"
FIELDS = ("controller", "role", "unit", "name", "email")
DECIDING = (Role.CASEWORKER, Role.JOB_CONSULTANT, Role.MANAGER)
WRONG, REFUSED = 422, 409


@pages.get(HERE, who=WHO, nav="Brugere")
def everybody(visit: Visit) -> Response:
    """Who there is."""
    return _page(visit)


@pages.post(HERE, who=WHO)
def register(visit: Visit) -> Response:
    """Register a person of the authority."""
    fields = {name: visit.text(name) for name in FIELDS}
    try:
        person = register_person(visit.office, visit.account, fields)
    except InvalidInput as error:
        return _page(visit, WRONG, fields, error.problems)
    except Refused as refusal:
        return _page(
            visit, REFUSED, fields, (Problem("email", "kan ikke bruges", refusal.message.rstrip(".")),)
        )
    return visit.go(HERE, told=f"{person.ref} er oprettet.")


@pages.post(f"{HERE}/enhed", who=WHO)
def move(visit: Visit) -> Response:
    """Another unit."""
    ref = visit.text("person")
    move_person(visit.office, visit.account, ref, visit.text("unit"))
    return visit.go(HERE, told=f"{ref} er flyttet.")


@pages.post(f"{HERE}/afslut", who=WHO)
def end(visit: Visit) -> Response:
    """She decides no more."""
    ref = visit.text("person")
    end_person(visit.office, visit.account, ref)
    return visit.go(HERE, told=f"{ref} er afsluttet og kan ikke logge ind mere.")


@pages.post(f"{HERE}/nulstil", who=WHO)
def reset(visit: Visit) -> Response:
    """Her telephone is lost."""
    whose = reset_second_factor(visit.office, visit.account, visit.text("person"))
    return visit.go(HERE, told=f"{whose.key} sætter sin telefon op igen, næste gang hun logger ind.")


def _page(
    visit: Visitor,
    status: int = 200,
    fields: dict[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> Response:
    office, account = visit.office, visit.account
    found = people(office, account)
    return visit.page(
        "people/page.html",
        status=status,
        people=found,
        reach_words=[(key, key) for key in reach_of(office, account)],
        resettable={one.key for one in found.accounts if may_reset(office, account, one)},
        role_words=ROLES,
        deciding_words=[(role.value, ROLES[role]) for role in DECIDING],
        fields=fields or dict.fromkeys(FIELDS, ""),
        problems=problems,
    )
