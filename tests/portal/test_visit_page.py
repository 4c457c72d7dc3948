"""After a visit: one page, one commit; a deviation at once."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from httpx2 import Response

from domain.commands import PlanAppointment
from tests.factories import AMIRA, KIRSTEN, at, meeting
from tests.portal.town import Portal, Visitor

MEETING = {
    "meeting.held_on": "2026-03-20",
    "meeting.starts": "10:00",
    "meeting.ends": "11:30",
    "meeting.category": "personal_contact",
    "meeting.form": "meeting",
    "meeting.attendance": "present",
    "meeting.shown": "accepted",
    "meeting.observation": "Vi øvede busturen.",
}
NEXT = {"next.at": "2026-03-27T10:00", "next.form": "meeting"}
ANSWERS = {
    f"answers.answers.{number}.{name}": value
    for number in range(3)
    for name, value in {
        "goal": f"g{number + 1}",
        "reached": "nej",
        "effort_sufficient": "ja",
        "more_needed": "nej",
        "progress": "4",
    }.items()
} | {"answers.held_on": "2026-03-20"}
DEVIATION = {"deviation.occurred_at": "2026-03-20T09:00", "deviation.fact": "Praktikken er stoppet."}


def path(ref: str) -> str:
    return f"/forloeb/{ref}/besog"


def send(who: Visitor, ref: str, parts: list[str], fields: dict[str, str], **more: str) -> Response:
    opened = re.search(r'name="seen" value="(\d+)"', who.get(path(ref)).text)
    assert opened
    return who.send_form(path(ref), **{"seen": opened[1], "part": parts, **fields, **more})


def kinds(portal: Portal, ref: str, after: int) -> list[str]:
    return [type(one.event).__name__ for one in portal.office.casebook.recorded(ref)[after:]]


@pytest.mark.requirement("S0.three_questions")
def test_a_visit_is_saved_as_one(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    parts = ["meeting", "next", "answers"]
    answer = send(amira, ref, parts, MEETING | NEXT | ANSWERS)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/forloeb/{ref}")
    assert kinds(portal, ref, before) == ["MeetingRecorded", "AppointmentPlanned", "FollowUpRecorded"]


@pytest.mark.requirement("local.one_visit")
def test_one_part_that_is_wrong_keeps_all_of_it_on_the_page(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    wrong = NEXT | {"next.at": "2026-03-01T10:00"}
    answer = send(amira, ref, ["meeting", "next"], MEETING | wrong)
    assert answer.status_code == 422
    assert 'href="#part-next"' in answer.text
    assert "Aftalen ligger i fortiden" in answer.text
    assert "Vi øvede busturen." in answer.text
    assert kinds(portal, ref, before) == []


def test_everything_that_is_wrong_in_every_part_is_told_at_once(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    wrong = MEETING | {"meeting.held_on": "", "next.at": "2026-10-25T02:30", "next.form": "phone"}
    answer = send(amira, ref, ["meeting", "next", "deviation"], wrong)
    assert answer.status_code == 422
    for field in ("meeting-held_on", "next-at", "deviation-fact"):
        assert f'href="#f-{field}"' in answer.text
    assert '<a href="#f-next-at">Aftal næste møde: Hvornår?</a>' in answer.text


def test_a_part_without_its_tick_is_not_saved_and_not_lost(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    assert send(amira, ref, ["meeting"], MEETING | DEVIATION).status_code == 303
    assert kinds(portal, ref, before) == ["MeetingRecorded"]
    nothing = send(amira, ref, [], MEETING)
    assert nothing.status_code == 422
    assert "sæt kryds" in html.unescape(nothing.text)


@pytest.mark.requirement("S0.deviation_at_once")
def test_a_deviation_goes_at_once_while_the_rest_is_not_finished(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    before = portal.office.casebook.course(ref).seq
    half = MEETING | DEVIATION | {"meeting.ends": ""}
    answer = send(amira, ref, ["meeting", "deviation"], half, now="deviation")
    assert answer.status_code == 200
    assert kinds(portal, ref, before) == ["DeviationReported"]
    assert "Fravigelsen er meldt" in answer.text
    assert "Vi øvede busturen." in answer.text
    assert "Praktikken er stoppet" not in answer.text
    opened = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert opened
    rest = amira.send_form(path(ref), **{"seen": opened[1], "part": ["meeting"], **MEETING})
    assert rest.status_code == 303


def test_a_deviation_that_lacks_something_is_told_and_everything_stays(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    answer = send(amira, ref, ["meeting"], MEETING | {"deviation.fact": ""}, now="deviation")
    assert answer.status_code == 422
    assert 'href="#f-deviation-fact"' in answer.text
    assert 'value="meeting" checked' in answer.text
    assert "Vi øvede busturen." in answer.text


def test_todays_appointment_is_what_the_visit_was(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    portal.office.casebook.handle(
        ref, PlanAppointment(at=at("2026-03-20 10:15")), AMIRA, at("2026-03-19 09:00")
    )
    shown = amira.get(path(ref)).text
    assert re.search(r'name="meeting.starts" value="10:15"', shown)
    assert date(2026, 3, 20).isoformat() in shown


def test_a_link_from_an_older_appointment_says_which_visit_it_was(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    planned = PlanAppointment(at=at("2026-03-17 13:30"))
    portal.office.casebook.handle(ref, planned, AMIRA, at("2026-03-16 09:00"))
    shown = amira.get(f"{path(ref)}?om=a2").text
    assert re.search(r'name="meeting.held_on" value="2026-03-17"', shown)
    assert re.search(r'name="meeting.starts" value="13:30"', shown)
    assert '<option value="a2" selected>' in shown


def test_the_authority_has_no_such_page(portal: Portal) -> None:
    assert portal.visitor("caseworker:D-0001").get(path(portal.town.active)).status_code == 403


def test_what_somebody_did_meanwhile_is_shown_above_the_visit(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    opened = re.search(r'name="seen" value="(\d+)"', amira.get(path(ref)).text)
    assert opened
    portal.office.casebook.handle(
        ref, PlanAppointment(at=at("2026-03-27 10:00")), KIRSTEN, at("2026-03-20 11:00")
    )
    mine = {"seen": opened[1], "part": ["meeting"], **MEETING}
    answer = amira.send_form(path(ref), **mine)
    assert answer.status_code == 409
    assert "mentorkoordinator Kirsten Holm" in answer.text
    assert "Vi øvede busturen." in answer.text
    again = re.search(r'name="seen" value="(\d+)"', answer.text)
    assert again
    assert amira.send_form(path(ref), **{**mine, "seen": again[1]}).status_code == 303


def test_only_what_she_has_not_seen_is_asked_about(portal: Portal) -> None:
    amira, ref = portal.visitor("mentor:amira"), portal.town.active
    assert 'value="shown"' not in amira.get(path(ref)).text
    portal.office.casebook.handle(ref, meeting("2026-03-19"), AMIRA, at("2026-03-19 15:00"))
    shown = amira.get(path(ref)).text
    assert 'name="shown.entries" value="2"' in shown
    assert 'name="shown.entries" value="1"' not in shown
