"""The calendar in the portal: a month on a page, and a mentor's appointments in her own calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from icalendar import Calendar, Component

from casework.access.accounts import account_of
from casework.calendars.month import days_of, month_of, weeks_of
from domain import commands as c
from domain.values import Actor, Role
from tests.factories import appointment, at
from tests.portal.town import NOON, Portal, Visitor

Visiting = Callable[[str], Visitor]
AMIRA = Actor(Role.MENTOR, "amira")
SUBSCRIPTION = "/kalender/abonnement"


def plan(portal: Portal, when: str, replaces: str = "") -> None:
    command = appointment(when, place="Biblioteket", replaces=replaces)
    portal.office.casebook.handle(portal.town.active, command, AMIRA, NOON)


def address(visitor: Visitor) -> str:
    page = visitor.send_form(SUBSCRIPTION).text
    found = re.search(r'value="[^"]*(/ical/[^"]+\.ics)"', page)
    assert found
    return found[1]


def events(answer: bytes) -> list[tuple[str, int, str]]:
    found = Calendar.from_ical(answer).walk("VEVENT")
    return [(str(one["SUMMARY"]), int(one["SEQUENCE"]), when(one)) for one in found]


def when(event: Component) -> str:
    return f"{event['DTSTART'].dt:%Y-%m-%d %H:%M}"


@pytest.mark.requirement("local.calendar_feed")
def test_a_mentor_fetches_her_appointments_by_a_secret_address_with_reference_and_time_only(
    portal: Portal, visitor: Visiting
) -> None:
    plan(portal, "2026-03-27 10:00")
    path = address(visitor("mentor:amira"))
    answer = visitor("").get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    ref = portal.town.active
    assert (f"Aftale {ref}", 0, "2026-03-27 10:00") in events(answer.content)
    for hidden in ("Biblioteket", "Maja", "LOCATION", "DESCRIPTION", "ATTENDEE"):
        assert hidden not in answer.text


@pytest.mark.requirement("local.calendar_feed")
def test_an_appointment_moves_keeps_its_name_and_vanishes_when_it_is_called_off(
    portal: Portal, visitor: Visiting
) -> None:
    plan(portal, "2026-03-27 10:00")
    path = address(visitor("mentor:amira"))
    before = Calendar.from_ical(visitor("").get(path).content).walk("VEVENT")[-1]
    plan(portal, "2026-03-31 13:00", "a2")
    after = Calendar.from_ical(visitor("").get(path).content).walk("VEVENT")[-1]
    assert (after["UID"], int(after["SEQUENCE"])) == (before["UID"], 1)
    assert when(after) == "2026-03-31 13:00"
    called_off = c.CancelAppointment(appointment="a3", by="citizen", cause="illness")
    portal.office.casebook.handle(portal.town.active, called_off, AMIRA, NOON)
    assert "2026-03-31 13:00" not in {shown for _, _, shown in events(visitor("").get(path).content)}


@pytest.mark.requirement("local.calendar_feed")
def test_a_new_address_closes_the_old_one_and_each_stops_when_it_is_ended(
    portal: Portal, visitor: Visiting
) -> None:
    amira, stranger = visitor("mentor:amira"), visitor("")
    first, second = address(amira), address(amira)
    assert [stranger.get(path).status_code for path in (first, second)] == [404, 200]
    assert "sidst hentet 20. marts 2026" in amira.get(SUBSCRIPTION).text
    assert second.split("/")[-1].removesuffix(".ics") not in amira.get(SUBSCRIPTION).text
    assert amira.send_form(f"{SUBSCRIPTION}/stop", page=SUBSCRIPTION).status_code == 303
    assert stranger.get(second).status_code == 404
    assert stranger.get("/ical/gaettet.ics").status_code == 404


@pytest.mark.requirement("local.calendar_feed")
def test_an_address_stops_with_its_mentor(portal: Portal, visitor: Visiting) -> None:
    path = address(visitor("mentor:bo"))
    staff = portal.town.home / "staff.toml"
    before, mark, after = staff.read_text(encoding="utf-8").partition('[[mentor]]\nid = "bo"')
    rest = after.partition("[[mentor]]")
    staff.write_text(before + rest[1] + rest[2], encoding="utf-8")
    assert mark
    assert visitor("").get(path).status_code == 404


@pytest.mark.requirement("local.calendar_feed")
def test_no_secret_is_kept(portal: Portal, visitor: Visiting) -> None:
    secret = address(visitor("mentor:amira")).split("/")[-1].removesuffix(".ics")
    for file in portal.town.home.glob("**/*.db*"):
        assert secret.encode() not in file.read_bytes()


@pytest.mark.requirement("local.calendar_feed")
def test_a_month_shows_appointments_with_their_time_and_deadlines_without_names(
    portal: Portal, visitor: Visiting
) -> None:
    plan(portal, "2026-03-27 10:00")
    page = visitor("mentor:amira").get("/kalender/maaned").text
    assert "Kalender, marts 2026" in page
    assert re.search(r"kl\. 10\.00</strong> Aftale <a [^>]*>" + portal.town.active, page)
    assert "Der skal følges op" in page
    assert "Maja" not in page
    assert portal.town.with_bo in visitor("coordinator:kirsten").get("/kalender/maaned?mentor=bo").text
    assert portal.town.active not in visitor("coordinator:kirsten").get("/kalender/maaned?mentor=bo").text


def test_a_coordinators_month_has_every_course_of_hers_and_follows_them_when_they_move_on(
    portal: Portal, visitor: Visiting
) -> None:
    kirsten, town = visitor("coordinator:kirsten"), portal.town
    assert town.received in kirsten.get("/kalender/maaned?maaned=2026-02").text, "nobody has it yet"
    before = kirsten.get("/kalender/maaned").text
    for ref in (town.matched, town.active, town.elsewhere):
        assert ref in before
    assert town.cancelled not in before
    assert "kl. 10.00" not in before
    plan(portal, "2026-03-27 10:00")
    assert "kl. 10.00" in kirsten.get("/kalender/maaned").text
    file = town.home / "staff.toml"
    text = file.read_text(encoding="utf-8")
    limited = text.replace('id = "kirsten"\n', 'id = "kirsten"\ncontrollers = ["kommune-b"]\n', 1)
    file.write_text(limited, encoding="utf-8")
    page = visitor("coordinator:kirsten").get("/kalender/maaned").text
    assert town.elsewhere in page
    assert town.active not in page


@pytest.mark.parametrize("month", ["2026-13", "nu", "0001-01", "9999-12"])
def test_a_month_that_is_none_is_told_in_words(visitor: Visiting, month: str) -> None:
    answer = visitor("mentor:amira").get("/kalender/maaned", params={"maaned": month})
    assert answer.status_code == 422
    assert "2026-03" in answer.text


def test_a_month_knows_the_days_that_are_closed_and_stands_in_weeks(portal: Portal) -> None:
    amira = account_of(portal.office, "mentor:amira")
    assert amira
    april = month_of(portal.office, amira, date(2026, 4, 1))
    assert [day.on for day in april] == days_of(date(2026, 4, 1))
    assert {day.on.day: day.closed for day in april if day.closed} == {
        2: "skærtorsdag",
        3: "langfredag",
        6: "anden påskedag",
    }
    weeks = weeks_of(april)
    assert [len(week) for week in weeks] == [7] * 5
    assert [day.on.day if day else 0 for day in weeks[0]] == [0, 0, 1, 2, 3, 4, 5]


def test_a_day_with_very_much_tells_how_much_there_is(portal: Portal) -> None:
    for number in range(14):
        plan(portal, f"2026-03-27 {8 + number // 2:02}:{number % 2 * 30:02}")
    amira = account_of(portal.office, "mentor:amira")
    assert amira
    day = month_of(portal.office, amira, date(2026, 3, 1))[26]
    assert (len(day.entries), day.total >= 14) == (12, True)
    assert day.entries[0].clock == "08.00"
    assert at("2026-03-27 08:00").date() == day.on


@pytest.mark.requirement("local.calendar_feed")
def test_the_jobcentre_sees_the_month_of_its_own_courses_without_what_the_provider_owes(
    portal: Portal, visitor: Visiting
) -> None:
    plan(portal, "2026-03-27 10:00")
    jonas = visitor("caseworker:D-0001").get("/kalender/maaned").text
    assert re.search(r"kl\. 10\.00</strong> Aftale <a [^>]*>" + portal.town.active, jonas)
    assert "Der skal følges op" not in jonas
    assert "Vælg en mentor" not in jonas
    assert "Maja" not in jonas
    for key in ("caseworker:D-0003", "caseworker:D-0004"):
        assert portal.town.active not in visitor(key).get("/kalender/maaned?mentor=amira").text


@pytest.mark.requirement("local.calendar_feed")
def test_a_manager_sees_the_month_of_the_mentor_she_chooses(portal: Portal, visitor: Visiting) -> None:
    manager = visitor("manager:soren")
    nothing = manager.get("/kalender/maaned").text
    assert "Vælg en mentor for at se" in nothing
    assert portal.town.active not in nothing
    page = manager.get("/kalender/maaned?mentor=amira").text
    assert portal.town.active in page
    assert portal.town.with_bo not in page
    assert "Der skal følges op" in page
