"""A deviation in the portal: acknowledged by the caseworker herself, explained, and seen by few."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from casework.access.reading_log import readers_of
from casework.commands.acting import act
from domain.events import DeviationAcknowledged, DeviationExplained, DeviationOutcomeRecorded
from domain.history import of_type
from domain.values import Actor, Role
from tests.portal.pages.test_extension import JONAS, KIRSTEN, LIV, METTE, PER, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]
AMIRA = Actor(Role.MENTOR, "amira")
FACT = {"occurred_at": "2026-03-19T10:00:00+01:00", "fact": "Kom ikke til <i>praktikken</i>."}


@pytest.fixture
def page(portal: Portal) -> str:
    """The page of the deviation that Amira reported."""
    ref = portal.town.active
    act(portal.office, ref, "ReportDeviation", json.dumps(FACT).encode(), AMIRA)
    (matter,) = portal.office.casebook.course(ref).open_matters("deviation")
    return f"/forloeb/{ref}/fravigelse/{matter.id}"


@pytest.mark.requirement("S0.deviation_at_once")
def test_the_caseworker_takes_it_in_hand_as_herself(visitor: Visiting, portal: Portal, page: str) -> None:
    jonas, office, ref = visitor(JONAS), portal.office, portal.town.active
    shown = jonas.get(page).text
    assert "Kom ikke til &lt;i&gt;praktikken&lt;/i&gt;." in shown
    assert "Ingen har kvitteret endnu" in shown
    assert "besked igen" in shown
    fields = {"result": "new_agreement", "outcome": "Vi mødes tirsdag."}
    forged = jonas.send_form(page, **fields, by="D-0009", person="En anden", seen=seen(jonas, page))
    assert forged.status_code == 422, "who it was is never posted"
    answer = jonas.send_form(page, **fields, seen=seen(jonas, page))
    assert answer.status_code == 303
    ((recorded, event),) = of_type(office.casebook.recorded(ref), DeviationAcknowledged)
    assert recorded.actor == Actor(Role.CASEWORKER, "D-0001")
    assert (event.by, event.person, event.result) == ("D-0001", "Jonas Kjær", "new_agreement")
    assert not office.casebook.course(ref).open_matters("deviation")
    after = jonas.get(page).text
    assert "Jonas Kjær kvitterede" in after
    assert "Kvittér</h2>" not in after
    concluded = jonas.send_form(
        f"{page}/udfald", page=page, result="explained", note="Bussen.", seen=seen(jonas, page)
    )
    assert concluded.status_code == 303
    assert list(of_type(office.casebook.recorded(ref), DeviationOutcomeRecorded))


@pytest.mark.requirement("S0.deviation_at_once")
def test_the_mentor_adds_the_citizens_explanation_and_stops_no_ladder(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    amira = visitor("mentor:amira")
    assert "Kvittér</h2>" not in amira.get(page).text
    answer = amira.send_form(
        f"{page}/forklaring", page=page, explanation="Toget var aflyst.", seen=seen(amira, page)
    )
    assert answer.status_code == 303
    assert list(of_type(portal.office.casebook.recorded(portal.town.active), DeviationExplained))
    refused = amira.send_form(page, result="in_hand", seen="1")
    assert refused.status_code == 403


@pytest.mark.requirement("outside.controllers")
def test_others_see_no_deviation_and_readers_are_written_down(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    for key in (LIV, PER):
        assert visitor(key).get(page).status_code == 404
    for key in (JONAS, METTE, KIRSTEN):
        assert visitor(key).get(page).status_code == 200
    assert visitor(KIRSTEN).get(page.rpartition("/")[0] + "/f9").status_code == 404
    assert visitor(KIRSTEN).get(page.rpartition("/")[0] + "/x%20y").status_code == 404
    found = readers_of(portal.office, portal.town.active)
    assert [one.actor for one in found if one.what == "deviation"] == [JONAS, METTE, KIRSTEN]


def test_an_empty_explanation_is_told_and_nothing_is_sent(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    kirsten = visitor(KIRSTEN)
    answer = kirsten.send_form(f"{page}/forklaring", page=page, explanation=" ", seen=seen(kirsten, page))
    assert answer.status_code == 422
    assert 'href="#f-explanation"' in answer.text
    assert not list(of_type(portal.office.casebook.recorded(portal.town.active), DeviationExplained))


def test_the_course_page_leads_to_the_deviation_and_not_to_an_empty_form(
    visitor: Visiting, portal: Portal, page: str
) -> None:
    for key in (JONAS, KIRSTEN):
        assert f'href="{page}"' in visitor(key).get(f"/forloeb/{portal.town.active}").text
