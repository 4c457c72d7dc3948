"""Everybody's tokens for programs: who has which, when it was last used, and withdrawing one."""

from __future__ import annotations

from fastapi import Response

from casework.access.people import MAY
from casework.access.tokens_of_all import held_by_all, withdraw
from casework.names import ROLES
from portal.paging import page_of
from portal.routing import Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit

pages = Pages()
HERE = "/brugere/adgange"


@pages.get(HERE, who=MAY)
def everybodys(visit: Visit, side: str = "") -> Response:
    """The tokens that hold, of everybody she sees among the users."""
    found = page_of(held_by_all(visit.office, visit.account), side)
    return visit.page("api_tokens/all.html", page=found, role_words=ROLES)


@pages.post(f"{HERE}/luk", who=MAY)
def withdrawn(visit: Visit) -> Response:
    """It ends at once, wherever it is used."""
    ended = withdraw(visit.office, visit.account, number_typed(visit.text("adgang")) or 0)
    return visit.go(HERE, told=f"Adgang nr. {ended.id} er lukket.")
