"""The weeks ahead, and entries at two places: asked for on a page, found beside it, cut to what she sees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.desk_work import work
from casework.lists.forecast_asked import forecast_asked_for, forecast_in
from casework.lists.forecasting import forecast_of
from tests.factories import at, beginning, register
from tests.models.desk import Desk
from tests.portal.town import ELSEWHERE, HERE, Portal, Visitor, citizen

pytestmark = pytest.mark.slow
Visits = Callable[[str], Visitor]
KIRSTEN, SOREN = "coordinator:kirsten", "manager:soren"


def limited_to(portal: Portal, controller: str) -> None:
    """From now on Kirsten works for that municipality alone."""
    file = portal.town.home / "staff.toml"
    before = file.read_text(encoding="utf-8")
    hers = f'id = "kirsten"\ncontrollers = ["{controller}"]\n'
    file.write_text(before.replace('id = "kirsten"\n', hers, 1), encoding="utf-8")


def at_two_places(portal: Portal) -> str:
    """A course elsewhere whose mentor logged the very meeting that stands on the active course here."""
    desk = Desk(portal.office.casebook, now=at("2026-02-25 10:00"))
    there = register(citizen(20, "Hanne Bak"), controller=ELSEWHERE, partner="Jobcenter B")
    desk.play([there, *beginning()[1:]])
    return desk.ref


@pytest.mark.requirement("local.forecast")
def test_the_weeks_ahead_are_reckoned_beside_the_page_and_shown_when_they_are_there(
    portal: Portal, visitor: Visits
) -> None:
    soren, office = visitor(SOREN), portal.office
    answer = soren.send_form("/prognose", uger="13", kommune="")
    assert answer.status_code == 303
    path = answer.headers["location"].partition("#")[0]
    assert "data-under-way" in soren.get(path).text
    assert "uger=13" in soren.get(path).text, "the way to look again leads to the same forecast"
    work(office)
    page = soren.get(path).text
    assert "data-under-way" not in page
    assert "13 uger frem" in page
    assert "der skal følges op" in page
    found = forecast_of(office, 13)
    job = forecast_asked_for(office, 13, "")
    assert job is not None
    ahead = forecast_in(office, job)
    assert [week.monday for week in ahead.weeks] == [week.monday for week in found.weeks]
    assert [week.due for week in ahead.weeks] == [dict(week.due) for week in found.weeks]
    assert [week.hours_needed for week in ahead.weeks] == [week.hours_needed for week in found.weeks]
    ending = [ref for week in found.weeks for ref in week.grants_end]
    assert portal.town.active in ending
    assert all(f'href="/forloeb/{ref}"' in page for ref in ending)


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_one_municipality_looks_ahead_for_it_alone(portal: Portal, visitor: Visits) -> None:
    limited_to(portal, ELSEWHERE)
    kirsten = visitor(KIRSTEN)
    refused = kirsten.send_form("/prognose", uger="8", kommune="")
    assert (refused.status_code, "er ikke valgt" in refused.text) == (422, True)
    kirsten.send_form("/prognose", uger="8", kommune=ELSEWHERE)
    work(portal.office)
    page = kirsten.get("/prognose").text
    assert "1 forløb med en frist" in page
    assert "for få" not in page
    assert f">{HERE}<" not in page
    assert portal.town.active not in page


def test_a_span_that_is_none_is_asked_for_by_nobody(portal: Portal, visitor: Visits) -> None:
    wrong = visitor(KIRSTEN).send_form("/prognose", uger="999", kommune="")
    assert (wrong.status_code, '<a href="#uger">Hvor langt frem</a>' in wrong.text) == (422, True)
    assert portal.office.jobs.waiting()[0] == 0
    assert visitor(KIRSTEN).get("/prognose?uger=999&kommune=x").status_code == 200


@pytest.mark.requirement("local.reconciliation", "outside.controllers")
def test_entries_at_two_places_are_found_beside_the_page_and_named_where_she_may_see(
    portal: Portal, visitor: Visits
) -> None:
    there, kirsten = at_two_places(portal), visitor(KIRSTEN)
    assert "/to-steder" in kirsten.get("/timer").text
    assert kirsten.send_form("/to-steder").status_code == 303
    assert "data-under-way" in kirsten.get("/to-steder").text
    work(portal.office)
    page = kirsten.get("/to-steder").text
    assert "Amira Sand" in page
    assert f'href="/forloeb/{there}"' in page
    assert f'href="/forloeb/{portal.town.active}"' in page
    limited_to(portal, ELSEWHERE)
    theirs = visitor(KIRSTEN).get("/to-steder").text
    assert there in theirs
    assert "et forløb i en anden kommune" in theirs
    assert portal.town.active not in theirs
    assert visitor("mentor:amira").get("/to-steder").status_code == 403


def test_hours_are_told_week_by_week_on_the_page_of_their_course(portal: Portal, visitor: Visits) -> None:
    page = visitor(KIRSTEN).get(f"/forloeb/{portal.town.active}").text
    assert "Uge for uge (3)" in page
    assert "16. marts 2026" in page
