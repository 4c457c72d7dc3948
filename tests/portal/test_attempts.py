"""Whoever tries what is not hers: refused, told nothing, and written down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from models.refusals import Refusal
from tests.portal.pages.people_signing_in import AMIRA, link_for
from tests.portal.town import NOON, SESSION_COOKIE, Portal, Visitor

Made = Callable[[str], Visitor]


def last(portal: Portal) -> Refusal:
    return portal.office.refusals.latest(1)[0]


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
