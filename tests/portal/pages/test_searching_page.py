"""The search page: what is typed stays in the field, and nothing of it in an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.portal.town import Portal, Visitor, other_cpr

KIRSTEN = "coordinator:kirsten"


def test_a_name_leads_to_the_course(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    answer = visitor(KIRSTEN).send_form("/soeg", q="maja nørg")
    assert answer.status_code == 200
    assert f'href="/forloeb/{portal.town.active}"' in answer.text
    assert "Maja Nørgaard" in answer.text
    assert 'value="maja nørg"' in answer.text
    assert "1 forløb" in answer.text


def test_a_protected_citizen_is_a_reference_and_nothing_else(
    visitor: Callable[[str], Visitor], portal: Portal
) -> None:
    page = visitor(KIRSTEN).send_form("/soeg", q=other_cpr(7)).text
    assert portal.town.protected in page
    assert "Navn og adresse er beskyttet" in page
    assert "Eva" not in page


@pytest.mark.parametrize("text", ["", "m", "<script>alert(1)</script>9", "x" * 300])
def test_what_cannot_be_searched_for_is_told_beside_the_field(
    visitor: Callable[[str], Visitor], text: str
) -> None:
    answer = visitor(KIRSTEN).send_form("/soeg", q=text)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "<script>alert" not in answer.text


def test_a_manager_is_offered_references_alone(visitor: Callable[[str], Visitor], portal: Portal) -> None:
    soren = visitor("manager:soren")
    assert "Din rolle søger ikke på navne" in soren.get("/soeg").text
    found = soren.send_form("/soeg", q=portal.town.active)
    assert found.headers["location"] == f"/forloeb/{portal.town.active}"
    assert "Maja" not in soren.get(found.headers["location"]).text
    assert soren.send_form("/soeg", q="maja").status_code == 422


def test_nothing_found_says_what_to_try(visitor: Callable[[str], Visitor]) -> None:
    assert "Prøv med færre bogstaver" in visitor("mentor:bo").send_form("/soeg", q="Freja Dam Holt").text
    assert "Intet fundet" in visitor("caseworker:D-0003").send_form("/soeg", q="maja").text


@pytest.mark.parametrize("page", ["/min-dag", "/forloeb"])
def test_the_lists_have_a_box_that_leads_straight_to_a_course(
    visitor: Callable[[str], Visitor], portal: Portal, page: str
) -> None:
    kirsten = visitor(KIRSTEN)
    assert 'action="/soeg"' in kirsten.get(page).text
    found = kirsten.send_form("/soeg", page=page, q=portal.town.active)
    assert found.headers["location"] == f"/forloeb/{portal.town.active}"
    assert "Der er ingen sag med det nummer" in kirsten.send_form("/soeg", page=page, q="M-2026-9999").text
