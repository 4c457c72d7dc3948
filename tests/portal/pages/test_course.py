"""A course's page: each role finds what it may see, why each date is what it is, and what it can do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from casework.access.accounts import account_of
from casework.course_page.whole import neutral_page
from domain.commands import AcceptReferral, Pause, PutOnWaitingList
from portal.course_view import cut_for
from tests.factories import AMIRA, KIRSTEN, at, day, deviation
from tests.models.desk import Desk
from tests.portal.town import Portal, Town, Visitor

Visits = Callable[[str], Visitor]


@pytest.mark.requirement("local.course_page")
def test_a_mentor_sees_the_whole_of_her_course(town: Town, visitor: Visits) -> None:
    text = visitor("mentor:amira").get(f"/forloeb/{town.active}").text

    for said in (
        "Maja Nørgaard",
        "I gang",
        "Næste frist",
        "Der skal følges op",
        "Hvorfor den dag?",
        "timer er brugt",
        "Amira Sand",
        "Kirsten Holm",
        "Det seneste",
    ):
        assert said in text
    assert text.count('aria-current="step"') == 1


def test_that_she_saw_it_is_written_down(town: Town, visitor: Visits) -> None:
    visitor("mentor:amira").get(f"/forloeb/{town.active}")

    with town.office() as office:
        (read,) = [one for one in office.readings.of_course(town.active) if one.what == "course_page"]
    assert read.actor == "mentor:amira"


@pytest.mark.parametrize("key", ["manager:soren", "auditor:ulla", "caseworker:D-0001"])
def test_a_protected_name_and_address_are_on_no_page(key: str, town: Town, visitor: Visits) -> None:
    for path in ("", "/historik", "/frister"):
        text = visitor(key).get(f"/forloeb/{town.protected}{path}").text
        assert "Eva Skov" not in text


def test_a_manager_sees_a_course_without_the_citizen(town: Town, visitor: Visits) -> None:
    soren = visitor("manager:soren")
    page = soren.get(f"/forloeb/{town.active}")

    assert page.status_code == 200
    assert "Maja" not in page.text
    assert "Maja" not in soren.get(f"/forloeb/{town.active}/historik").text


@pytest.mark.requirement("S3.log_book", "local.course_page")
def test_the_authority_is_not_shown_the_log_book(town: Town, visitor: Visits) -> None:
    """S3: reports and what was agreed are shown to the jobcentre, the mentor's own words are not."""
    with town.office() as office:
        words = [
            recorded.event.observation
            for recorded in office.casebook.recorded(town.active)
            if type(recorded.event).__name__ == "MeetingRecorded"
        ]
    text = visitor("caseworker:D-0001").get(f"/forloeb/{town.active}/historik").text

    assert "Målene" in text or "mål" in text
    assert not any(word and word in text for word in words)


def test_every_deadline_tells_why(town: Town, visitor: Visits) -> None:
    text = visitor("mentor:amira").get(f"/forloeb/{town.active}/frister").text

    assert "2 uger efter" in text
    assert "sker af sig selv" in text


def test_the_course_can_be_seen_as_it_was_known(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    then = amira.get(f"/forloeb/{town.active}?den=2026-02-26").text

    assert "som den var kendt ved udgangen af torsdag den 26. februar 2026" in then
    assert "Hvad vil du gøre?" not in then
    assert "Maja Nørgaard" not in then
    assert amira.get(f"/forloeb/{town.active}?den=2027-01-01").status_code == 422
    assert amira.get(f"/forloeb/{town.active}?den=i-gaar").status_code == 422


def test_the_history_is_cut_to_one_kind(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    goals = amira.get(f"/forloeb/{town.active}/historik?slags=maal").text
    everything = amira.get(f"/forloeb/{town.active}/historik").text

    numbers = [set(re.findall(r"nr\. (\d+)", text)) for text in (goals, everything)]
    assert numbers[0] < numbers[1]
    assert numbers[0]


def test_what_can_be_done_leads_to_its_form(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")
    text = amira.get(f"/forloeb/{town.active}").text
    ways = set(re.findall(rf'href="(/forloeb/{town.active}/(?:gor|besog)[^"]*)"', text))

    assert f"/forloeb/{town.active}/gor/ReportDeviation" in ways
    assert all(amira.get(way).status_code == 200 for way in ways)
    assert not any("MatchMentor" in way or "DecideExtension" in way for way in ways)


def test_there_is_no_document_before_it_is_written(town: Town, visitor: Visits) -> None:
    amira = visitor("mentor:amira")

    assert amira.get(f"/forloeb/{town.active}/dokument/progressionsrapport").status_code == 409
    assert amira.get(f"/forloeb/{town.active}/dokument/dagbog").status_code == 404
    with town.office() as office:
        assert not [one for one in office.readings.of_course(town.active) if one.what == "progress_report"]


def test_a_cancelled_course_shows_where_it_stopped(town: Town, visitor: Visits) -> None:
    text = visitor("coordinator:kirsten").get(f"/forloeb/{town.cancelled}").text

    assert "Afbrudt" in text
    assert "Næste frist" not in text


def test_a_course_says_what_it_waits_for_before_there_is_a_mentor(town: Town, visitor: Visits) -> None:
    kirsten = visitor("coordinator:kirsten")
    page = kirsten.get(f"/forloeb/{town.received}").text
    assert "Bevillingen i henvisningen: 2. marts 2026 – 31. maj 2026, 32 timer." in page
    with town.office() as office:
        accept = AcceptReferral(coordinator="kirsten")
        office.casebook.handle(town.received, accept, KIRSTEN, office.now)
        page = kirsten.get(f"/forloeb/{town.received}").text
        assert "Bevillingen i henvisningen" not in page
        assert "Der er ingen mentor endnu. Forløbet står ikke på ventelisten." in page
        wait = PutOnWaitingList(reason="no_free_hours", expected_on=day("2026-04-16"))
        office.casebook.handle(town.received, wait, KIRSTEN, office.now)
    page = kirsten.get(f"/forloeb/{town.received}").text
    assert "på ventelisten siden 20. marts 2026, og en mentor ventes 16. april 2026" in page


def test_a_pause_tells_its_last_day_and_a_course_that_is_over_is_not_called_up(
    town: Town, visitor: Visits
) -> None:
    kirsten = visitor("coordinator:kirsten")
    assert ">Ring " in kirsten.get(f"/forloeb/{town.active}").text
    assert ">Ring " not in kirsten.get(f"/forloeb/{town.cancelled}").text
    assert "nu, siden" not in kirsten.get(f"/forloeb/{town.cancelled}").text
    with town.office() as office:
        pause = Pause(cause="holiday", until=day("2026-04-24"))
        office.casebook.handle(town.active, pause, KIRSTEN, office.now)
    page = kirsten.get(f"/forloeb/{town.active}").text
    assert "På pause siden 20. marts 2026, til og med 24. april 2026." in page
    assert "ikke noget at gemme" in kirsten.get(f"/forloeb/{town.cancelled}/besog").text


def test_what_happened_is_told_without_reminders_and_people_by_name(town: Town, visitor: Visits) -> None:
    late = at("2026-04-20 09:00")
    with town.office() as office:
        Desk(office.casebook, now=office.now, ref=town.active).play([late])
    town.set_clock(late)
    kirsten = visitor("coordinator:kirsten")
    lately = kirsten.get(f"/forloeb/{town.active}").text.partition("Det seneste")[2]
    assert "Påmindelse" not in lately
    assert "mentor Amira Sand" in lately
    whole = kirsten.get(f"/forloeb/{town.active}/historik").text
    assert "Påmindelse til mentor" in whole
    assert "Amira Sand blev mentor, og Bo Lindegaard er vikar" in whole


def test_an_open_matter_can_be_read_where_nothing_can_be_done_about_it(town: Town, visitor: Visits) -> None:
    with town.office() as office:
        office.casebook.handle(town.active, deviation(), AMIRA, at("2026-04-15 10:00"))
    town.set_clock(at("2026-04-15 11:00"))
    found = visitor("mentor:amira").get(f"/forloeb/{town.active}").text.partition("Åbne punkter")[2]
    assert f'<a href="/forloeb/{town.active}/fravigelse/f1">Se<span' in found
    assert visitor("mentor:amira").get(f"/forloeb/{town.active}/fravigelse/f1").status_code == 200


def test_the_way_back_to_the_day_stands_beside_what_was_done(town: Town, visitor: Visits) -> None:
    amira, page = visitor("mentor:amira"), f"/forloeb/{town.active}/gor/QuickNote"
    with town.office() as office:
        seen = office.casebook.course(town.active).seq
    typed = {"note": "Vi talte om i morgen.", "minutes": "10", "seen": str(seen)}
    assert amira.send_form(page, **typed).status_code == 303, "saved"
    assert '<a href="/min-dag">Til Min dag</a>' in amira.get(f"/forloeb/{town.active}").text


def test_what_an_order_lacks_is_told_without_codes(portal: Portal, town: Town) -> None:
    """The same sentences stand on the command line, where a code helps."""
    said = account_of(portal.office, "coordinator:kirsten")
    assert said is not None
    before = ("Bekræft det [supports_staying].", "Brug Cancel.")
    page = replace(neutral_page(portal.office, town.received), before=before)
    assert cut_for(said, page).before == ("Bekræft det.", "Brug »Stop forløbet før tid«.")


@pytest.mark.requirement("local.offered")
@pytest.mark.parametrize(
    "role", ["coordinator:kirsten", "mentor:amira", "caseworker:D-0001", "manager:soren"]
)
def test_every_way_on_a_course_s_page_leads_somewhere(role: str, town: Town, visitor: Visits) -> None:
    """What is offered there is not refused at the other end."""
    browser, found = visitor(role), 0
    for ref in (town.incomplete, town.active, town.cancelled):
        page = browser.get(f"/forloeb/{ref}").text
        ways = set(re.findall(rf'href="(/forloeb/{ref}/[^"#]+)"', page))
        found += len(ways)
        assert [way for way in ways if browser.get(way).status_code != 200] == []
    assert found > 3
