"""Signing in: a link by mail and a second factor, for every role, and no way around either."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markupsafe import escape

from casework.access.accounts import account_of
from domain.signing_in import LINKS_TO_ADDRESS
from tests.portal.pages.people_signing_in import (
    AMIRA,
    amira,
    code_at,
    later,
    link_for,
    no_waiting,
    open_link,
    set_up,
    signed_in,
)
from tests.portal.town import ACCOUNTS, Portal, Visitor

__all__ = ["amira", "no_waiting"]
STRANGER = "ingen@leverandoer.example"


def test_the_first_time_she_sets_up_her_app_and_is_in(portal: Portal, amira: Visitor) -> None:
    set_up(portal, amira)
    assert not signed_in(amira)
    answer = amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert signed_in(amira)


def test_the_next_time_she_writes_the_code_and_comes_to_the_page_she_wanted(
    portal: Portal, amira: Visitor
) -> None:
    secret, _ = set_up(portal, amira)
    later(portal, 20)
    page = open_link(portal, amira, next_path=f"/forloeb/{portal.town.active}")
    assert page.headers["location"] == "/log-ind/kode"
    answer = amira.send_form("/log-ind/kode", kode=code_at(portal, secret))
    assert answer.headers["location"] == f"/forloeb/{portal.town.active}"
    assert signed_in(amira)


@pytest.mark.requirement("local.sign_in")
def test_nobody_of_any_role_is_in_without_the_second_factor(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    for key in ACCOUNTS:
        account, browser = account_of(portal.office, key), visitor("")
        assert account is not None
        assert open_link(portal, browser, account.email).headers["location"] == "/log-ind/opret-kode"
        assert browser.get("/log-ind/rolle").status_code == 410
        assert browser.send_form("/log-ind/rolle", page="/log-ind", rolle=key).status_code == 410
        assert not signed_in(browser), key


def test_whether_an_address_is_known_shows_nowhere(portal: Portal, visitor: Callable[[str], Visitor]) -> None:
    answers = []
    for email in (AMIRA, STRANGER):
        browser = visitor("")
        answer = browser.send_form("/log-ind", email=email)
        page = browser.get(answer.headers["location"])
        answers.append((answer.status_code, answer.headers.raw, answer.content, page.content))
    assert answers[0] == answers[1]


def test_too_many_links_are_refused_alike_for_known_and_unknown(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    pages = []
    for email in (AMIRA, STRANGER):
        browser = visitor("")
        answers = [browser.send_form("/log-ind", email=email) for _ in range(LINKS_TO_ADDRESS.tries + 1)]
        assert [answer.status_code for answer in answers] == [303] * LINKS_TO_ADDRESS.tries + [429]
        pages.append(answers[-1].text)
    assert pages[0] == pages[1]
    assert "Vent til kl. 12.15" in pages[0] or "Vent til kl. 13.15" in pages[0]


@pytest.mark.requirement("local.sign_in")
def test_opening_the_page_of_a_link_does_not_use_it_up(portal: Portal, amira: Visitor) -> None:
    path = link_for(portal, amira)
    for _ in range(3):
        assert amira.get(path).status_code == 200
    assert amira.send_form(path).headers["location"] == "/log-ind/opret-kode"


@pytest.mark.requirement("local.sign_in")
def test_a_link_works_once(portal: Portal, amira: Visitor) -> None:
    path = link_for(portal, amira)
    amira.send_form(path)
    again = amira.send_form(path)
    assert again.status_code == 410
    assert "allerede brugt" in again.text


def test_a_link_of_another_browser_is_explained_and_kept(
    portal: Portal, amira: Visitor, visitor: Callable[[str], Visitor]
) -> None:
    path = link_for(portal, amira)
    other = visitor("").send_form(path)
    assert other.status_code == 410
    assert "Kopiér da linket" in other.text
    assert amira.send_form(path).status_code == 303


def test_an_expired_link_and_a_made_up_one_say_what_to_do(portal: Portal, amira: Visitor) -> None:
    path = link_for(portal, amira)
    later(portal, 15)
    assert "udløbet" in amira.send_form(path).text
    assert "findes ikke" in amira.send_form("/log-ind/link/opfundet").text


def test_who_has_left_is_out_at_once(portal: Portal, visitor: Callable[[str], Visitor]) -> None:
    amira = visitor("mentor:amira")
    assert signed_in(amira)
    file = portal.town.home / "staff.toml"
    file.write_text(re.sub(r'"amira"', '"amira2"', file.read_text("utf-8")), "utf-8")
    assert not signed_in(amira)


def test_whose_address_became_another_persons_is_out_too(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    amira = visitor("mentor:amira")
    file = portal.town.home / "staff.toml"
    file.write_text(file.read_text("utf-8").replace(AMIRA, "en.anden@leverandoer.example"), "utf-8")
    assert not signed_in(amira)


@pytest.mark.requirement("local.sign_in")
def test_signing_out_ends_the_session_itself(visitor: Callable[[str], Visitor]) -> None:
    amira = visitor("mentor:amira")
    cookie = amira.cookies["mentor-session"]
    answer = amira.send_form("/log-ud", page="/mine-logins")
    assert answer.headers["location"] == "/log-ind"
    amira.cookies.set("mentor-session", cookie)
    assert not signed_in(amira)


def test_a_page_that_needs_signing_in_is_come_back_to(amira: Visitor) -> None:
    answer = amira.get("/mine-logins")
    assert answer.headers["location"] == "/log-ind?til=/mine-logins"
    assert 'name="til" value="/mine-logins"' in amira.get(answer.headers["location"]).text
    assert 'name="til" value="/"' in amira.get("/log-ind?til=//ond.example").text


def test_what_is_no_address_is_told_beside_its_field_and_kept(amira: Visitor) -> None:
    for typed in ("", "amira", "a@b", "a b@c.example", "x" * 300 + "@c.example", "<b>fed</b>"):
        answer = amira.send_form("/log-ind", email=typed)
        assert answer.status_code == 422, typed
        assert 'aria-invalid="true"' in answer.text
        assert f'value="{escape(typed)}"' in answer.text


def test_a_form_from_elsewhere_asks_for_nothing(portal: Portal, amira: Visitor) -> None:
    amira.get("/log-ind")
    assert amira.post("/log-ind", data={"email": AMIRA}).status_code == 403
    path = link_for(portal, amira)
    assert amira.post(path, data={"csrf": "x"}).status_code == 403
    assert amira.send_form(path).status_code == 303


def test_whose_registration_has_ended_is_out_at_once(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    jonas = visitor("caseworker:D-0001")
    assert signed_in(jonas)
    portal.office.deciders.end("D-0001", portal.office.now, "coordinator:kirsten")
    assert not signed_in(jonas)
