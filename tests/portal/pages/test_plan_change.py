"""A mentor asks for a change of the plan on her phone, and reads the answer on her day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.events import MatterOpened
from domain.history import of_type
from tests.factories import at
from tests.portal.pages.test_extension import JONAS, KIRSTEN, seen
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]
ASKED = pytest.mark.requirement("local.plan_change")
AMIRA, BO = "mentor:amira", "mentor:bo"
WHY = "Vi når ikke det aftalte på to timer."


def asks(visitor: Visiting, portal: Portal, about: str) -> str:
    """The mentor asks by form; gives the page of what she asked."""
    form = f"/forloeb/{portal.town.active}/gor/AskForPlanChange"
    amira = visitor(AMIRA)
    answer = amira.send_form(form, about=about, why=WHY, seen=seen(amira, form))
    assert answer.status_code == 303
    (*_, (_, event)) = of_type(portal.office.casebook.recorded(portal.town.active), MatterOpened)
    return f"/forloeb/{portal.town.active}/aendring/{event.matter}"


@ASKED
def test_the_coordinator_answers_and_comes_to_where_it_is_done(visitor: Visiting, portal: Portal) -> None:
    page, kirsten = asks(visitor, portal, "pause"), visitor(KIRSTEN)
    assert page in kirsten.get("/min-dag").text
    assert WHY in kirsten.get(page).text
    empty = kirsten.send_form(page, outcome="change_not_granted", seen=seen(kirsten, page))
    assert (empty.status_code, "Skriv hvorfor" in empty.text) == (409, True)
    answer = kirsten.send_form(page, outcome="change_granted", seen=seen(kirsten, page))
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/forloeb/{portal.town.active}/gor/Pause",
    )


@ASKED
def test_the_mentor_reads_the_answer_on_her_day(visitor: Visiting, portal: Portal) -> None:
    page, kirsten, amira = asks(visitor, portal, "goals"), visitor(KIRSTEN), visitor(AMIRA)
    assert f'href="{page}"' in amira.get(f"/forloeb/{portal.town.active}").text
    assert "Koordinatoren svarer" in amira.get(page).text
    assert amira.send_form(page, outcome="change_granted", seen="1").status_code == 403
    note = "Borgeren vil beholde målet."
    kirsten.send_form(page, outcome="change_not_granted", note=note, seen=seen(kirsten, page))
    course = f"/forloeb/{portal.town.active}"
    for shown in (amira.get("/min-dag").text, amira.get(course).text):
        assert "Ændringen er ikke imødekommet" in shown
        assert page in shown
    assert note not in amira.get("/min-dag").text
    assert page not in visitor(BO).get("/min-dag").text
    assert f'href="{page}"' not in kirsten.get(course).text


@ASKED
def test_an_answer_stands_there_until_she_has_read_it_however_long(visitor: Visiting, portal: Portal) -> None:
    page, kirsten = asks(visitor, portal, "goals"), visitor(KIRSTEN)
    visitor(AMIRA).get(page)
    kirsten.send_form(page, outcome="change_granted", seen=seen(kirsten, page))
    kirsten.get(page)
    portal.town.set_clock(at("2026-05-04 09:00"))
    amira, course = visitor(AMIRA), f"/forloeb/{portal.town.active}"
    assert page in amira.get("/min-dag").text
    assert "Ændringen er imødekommet" in amira.get(page).text
    assert page not in amira.get("/min-dag").text
    assert f'href="{page}"' not in amira.get(course).text


@ASKED
def test_the_caseworker_sees_what_was_passed_on_and_nothing_else(visitor: Visiting, portal: Portal) -> None:
    """S3: hours beyond the grant are the authority's; the mentor's own words stay with the provider."""
    page, kirsten, jonas = asks(visitor, portal, "hours"), visitor(KIRSTEN), visitor(JONAS)
    assert jonas.get(page).status_code == 404
    words = "Der er brug for to møder om ugen."
    kirsten.send_form(page, outcome="to_caseworker", note=words, seen=seen(kirsten, page))
    course = portal.office.casebook.course(portal.town.active)
    passed_on = f"/forloeb/{portal.town.active}/aendring/{course.matters[-1].id}"
    shown = jonas.get(passed_on).text
    assert words in shown
    assert WHY not in shown
    assert words in jonas.get(f"/forloeb/{portal.town.active}/historik").text
    assert WHY not in jonas.get(f"/forloeb/{portal.town.active}/historik").text
    assert passed_on in jonas.get("/min-dag").text
    answer = jonas.send_form(passed_on, outcome="change_granted", seen=seen(jonas, passed_on))
    assert answer.status_code == 303
    assert "ændringen er imødekommet" in visitor(AMIRA).get(passed_on).text.lower()


def test_a_page_of_nothing_is_not_there(visitor: Visiting, portal: Portal) -> None:
    page, kirsten = asks(visitor, portal, "hours"), visitor(KIRSTEN)
    assert kirsten.get(page.replace("/o", "/x")).status_code == 404
    assert kirsten.get(f"/forloeb/{portal.town.active}/aendring/%20").status_code == 404
