"""No progress: the caseworker ends the effort as herself; a coordinator notes that it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.commands import PassTime
from domain.events import EffortEnded
from domain.history import of_type
from domain.lifecycle import Phase
from domain.values import Actor, Role
from models.passing import CLOCK
from tests.factories import at
from tests.portal.pages.test_extension import JONAS, KIRSTEN, METTE, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]


@pytest.fixture
def page(portal: Portal) -> str:
    return stands_still(portal)


def stands_still(portal: Portal) -> str:
    """Nothing has moved on the course for eight weeks; gives the page about that."""
    ref, casebook = portal.town.active, portal.office.casebook
    late = at("2026-05-08 09:00")
    while (due := casebook.course(ref).next_due_at) and due <= late:
        casebook.handle(ref, PassTime(), CLOCK, due)
    portal.town.set_clock(late)
    (matter,) = casebook.course(ref).open_matters("no_progress")
    return f"/forloeb/{ref}/fremgang/{matter.id}"


@pytest.mark.requirement("S3.no_progress", "S3.authority_decides")
def test_the_caseworker_ends_the_effort_as_herself(visitor: Visiting, portal: Portal, page: str) -> None:
    jonas = visitor(JONAS)
    assert f'href="{page}"' in jonas.get(f"/forloeb/{portal.town.active}").text
    empty = jonas.send_form(f"{page}/slut", page=page, seen=seen(jonas, page))
    assert empty.status_code == 422
    assert 'href="#f-reason"' in empty.text
    answer = jonas.send_form(f"{page}/slut", page=page, reason="Rollen passer ikke.", seen=seen(jonas, page))
    assert answer.status_code == 303
    history = portal.office.casebook.recorded(portal.town.active)
    ((recorded, event),) = of_type(history, EffortEnded)
    assert (recorded.actor, event.decider) == (Actor(Role.CASEWORKER, "D-0001"), "D-0001")
    assert portal.office.casebook.course(portal.town.active).phase is Phase.CLOSING
    assert jonas.get(page).status_code == 404


@pytest.mark.requirement("S3.no_progress")
def test_a_coordinator_notes_that_it_goes_on_and_ends_nothing(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    kirsten, mette = visitor(KIRSTEN), visitor(METTE)
    assert "Afslut indsatsen" not in kirsten.get(page).text + mette.get(page).text
    for other in (kirsten, mette):
        refused = other.send_form(f"{page}/slut", page=page, reason="Nej.", seen="1")
        assert refused.status_code == 403
    answer = kirsten.send_form(page, outcome="goes_on", note="Aftalt med Jonas.", seen=seen(kirsten, page))
    assert answer.status_code == 303
    assert not portal.office.casebook.course(portal.town.active).open_matters("no_progress")
