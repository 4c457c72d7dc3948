"""Whoever tries what is not hers: refused, told nothing, and written down."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from casework.corps.incidents import enter_incident
from casework.corps.visits import plan_visit
from domain.values import Actor, Role
from models.refusals import Refusal
from tests.portal.pages.people_signing_in import AMIRA, link_for
from tests.portal.town import ELSEWHERE, HERE, NOON, SESSION_COOKIE, Portal, Visitor

Made = Callable[[str], Visitor]
KIRSTEN = Actor(Role.COORDINATOR, "kirsten")


def last(portal: Portal) -> Refusal:
    return portal.office.refusals.latest(1)[0]


def limit_kirsten_to(controller: str, portal: Portal) -> None:
    """From now on she coordinates that municipality alone."""
    file = portal.town.home / "staff.toml"
    limited = f'id = "kirsten"\ncontrollers = ["{controller}"]\n'
    file.write_text(file.read_text().replace('id = "kirsten"\n', limited))


def visit_of_bo(portal: Portal, ref: str) -> int:
    """A visit alone that Bo makes; gives its number."""
    hours = {"starts_at": "2026-03-23T10:00:00+01:00", "ends_at": "2026-03-23T11:00:00+01:00"}
    data = json.dumps({**hours, "place": "Hjem"}).encode()
    return plan_visit(portal.office, ref, "bo", data, KIRSTEN)[0]


@pytest.mark.requirement("outside.controllers")
def test_references_that_are_guessed_tell_nothing_and_are_all_written_down(
    visitor: Made, portal: Portal
) -> None:
    per, own = visitor("caseworker:D-0004"), portal.town.elsewhere
    guessed = [f"M-2026-{number:04d}" for number in range(1, 21)]
    answers = {ref: per.get(f"/forloeb/{ref}/frister") for ref in guessed}
    assert [ref for ref, answer in answers.items() if answer.status_code == 200] == [own]
    assert len({answer.text for ref, answer in answers.items() if ref != own}) == 1
    assert {one.ref for one in portal.office.refusals.latest()} == set(guessed) - {own}


def test_a_name_in_the_place_of_a_reference_is_not_written_down(visitor: Made, portal: Portal) -> None:
    assert visitor("mentor:amira").get("/forloeb/Maja Nørgaard/frister").status_code == 404
    assert (last(portal).ref, last(portal).route) == ("", "/forloeb/{ref}/frister")


def test_a_sign_in_that_is_over_opens_nothing_and_is_written_down(visitor: Made, portal: Portal) -> None:
    amira = visitor("mentor:amira")
    portal.town.set_clock(NOON + timedelta(minutes=31))
    answer = amira.get(f"/forloeb/{portal.town.active}/frister")
    assert answer.headers["location"].startswith("/log-ind")
    assert (last(portal).account, last(portal).code) == ("mentor:amira", "sign-in-over")


def test_a_sign_in_that_was_ended_opens_nothing_in_another_browser(visitor: Made, portal: Portal) -> None:
    amira = visitor("mentor:amira")
    stolen = visitor("")
    stolen.cookies.set(SESSION_COOKIE, amira.cookies[SESSION_COOKIE])
    amira.send_form("/log-ud", page="/mine-logins")
    assert stolen.get("/min-dag").status_code == 303
    assert (last(portal).account, last(portal).code) == ("mentor:amira", "sign-in-over")


def test_a_cookie_that_never_was_a_sign_in_fills_no_log(visitor: Made, portal: Portal) -> None:
    stranger = visitor("")
    stranger.cookies.set(SESSION_COOKIE, "guessed")
    assert stranger.get("/min-dag").status_code == 303
    assert portal.office.refusals.latest() == []


def test_somebody_elses_link_opens_nothing_and_is_in_her_log(visitor: Made, portal: Portal) -> None:
    hers = visitor("")
    path = link_for(portal, hers)
    other = visitor("")
    other.get("/log-ind")
    other.send_form(path)
    assert other.get("/min-dag").status_code == 303
    outcomes = [str(line.outcome) for line in portal.office.sign_ins.log.of_person(AMIRA)]
    assert "link_other_browser" in outcomes


@pytest.mark.requirement("outside.controllers")
def test_a_foreign_course_among_ones_own_is_not_touched_and_is_written_down(
    visitor: Made, portal: Portal
) -> None:
    town = portal.town
    limit_kirsten_to(HERE, portal)
    kirsten = visitor("coordinator:kirsten")
    fields = {
        "csrf": kirsten.csrf("/soeg"),
        "valgt": [town.with_bo, town.elsewhere],
        "til": "amira",
        "overdragelse": "Alt er aftalt med borgeren.",
    }
    answer = kirsten.post("/hold/bo/overdrag", data=fields)
    assert answer.status_code == 409
    assert (last(portal).code, last(portal).ref) == ("out-of-sight", town.elsewhere)
    courses = (portal.office.casebook.course(ref) for ref in (town.with_bo, town.elsewhere))
    assert [course.mentor for course in courses] == ["amira", "bo"]


@pytest.mark.requirement("outside.erasure")
def test_an_erasure_of_several_names_no_foreign_course(visitor: Made, portal: Portal) -> None:
    town, per = portal.town, visitor("caseworker:D-0004")
    fields = {"csrf": per.csrf("/soeg"), "ref": [town.cancelled], "bekraeft": "ja"}
    assert per.post("/opbevaring/slet", data=fields).status_code == 404
    assert last(portal).ref == town.cancelled
    assert portal.office.casebook.course(town.cancelled).file.erased_on is None


def test_what_is_not_for_this_reader_is_written_down_behind_the_door_too(
    visitor: Made, portal: Portal
) -> None:
    """A mentor asks where a visit is that somebody else makes, on a course that is not hers."""
    visit_of_bo(portal, portal.town.elsewhere)
    amira = visitor("mentor:amira")
    answer = amira.post("/besoeg/1/sted", data={"csrf": amira.csrf("/mine-logins")})
    assert answer.status_code == 404
    assert (last(portal).account, last(portal).code) == ("mentor:amira", "may-not-read")


@pytest.mark.requirement("outside.controllers")
def test_another_municipalitys_incident_and_visit_are_neither_told_nor_ended(
    visitor: Made, portal: Portal
) -> None:
    elsewhere, occurred = portal.town.elsewhere, "2026-03-20T09:00:00+01:00"
    said = {"mentor": "bo", "occurred_at": occurred, "kind": "threat", "what": "Råb.", "course": elsewhere}
    visit = visit_of_bo(portal, elsewhere)
    incident = enter_incident(portal.office, json.dumps(said).encode(), KIRSTEN)
    limit_kirsten_to(HERE, portal)
    kirsten = visitor("coordinator:kirsten")
    assert f"/haendelser/{incident}" not in kirsten.get("/haendelser").text
    assert elsewhere not in kirsten.get("/besoeg").text
    before = portal.office.casebook.course(elsewhere)
    for path in (f"/haendelser/{incident}/fulgt-op", f"/besoeg/{visit}/tilbage", f"/besoeg/{visit}/sted"):
        answer = kirsten.send_form(path, page="/mine-logins")
        assert answer.status_code == 404, path
        assert last(portal).code in {"not-her-municipality", "may-not-read"}, path
    assert kirsten.get(f"/haendelser/{incident}").status_code == 404
    assert portal.office.casebook.course(elsewhere) == before
    assert [one.id for one in portal.office.corps.visits.out()] == [visit]
    assert portal.office.corps.incidents.all()[0].settled_at is None


@pytest.mark.requirement("outside.controllers")
@pytest.mark.parametrize("path", ["/min-dag", "/min-dag/andre", "/kalender/maaned", "/noedadgange"])
def test_a_course_of_hers_in_another_municipality_is_on_none_of_her_lists(
    visitor: Made, portal: Portal, path: str
) -> None:
    """She was its coordinator before, or stands in for who is: her municipalities are the limit."""
    town, liv = portal.town, account_of(portal.office, "caseworker:D-0003")
    assert liv is not None
    break_glass(portal.office, liv, town.active, "Borgeren er i fare, og ingen andre kan nås.")
    asked = f"{path}?navne=ja"
    assert town.active in visitor("coordinator:kirsten").get(asked).text
    limit_kirsten_to(ELSEWHERE, portal)
    page = visitor("coordinator:kirsten").get(asked).text
    hers = {town.elsewhere}
    assert not {ref for ref in town.courses.values() if ref in page} - hers
    assert not re.search(r"Maja|Clara|Dina|Anna Lund", page)


def test_a_visit_that_somebody_else_is_on_is_not_ended_unseen(visitor: Made, portal: Portal) -> None:
    """Who says she is back from another's visit would leave her alone: it is written down."""
    number = visit_of_bo(portal, portal.town.with_bo)
    amira = visitor("mentor:amira")
    answer = amira.send_form(f"/besoeg/{number}/tilbage", page="/mine-logins")
    assert answer.status_code == 404
    assert (last(portal).account, last(portal).code) == ("mentor:amira", "own-visits")
