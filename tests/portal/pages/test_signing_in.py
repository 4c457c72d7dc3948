"""Signing in: a link by mail and a second factor, for every role, and no way around either."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pyotp
import pytest
from markupsafe import escape

from casework.accounts import account_of
from casework.signing_in import posting
from casework.signing_in.second_factor import reset_factor
from domain.signing_in import CODES_OF_PERSON, LINKS_TO_ADDRESS
from domain.values import Actor, Role
from tests.portal.pages.people_signing_in import (
    AMIRA,
    code_at,
    later,
    link_for,
    open_link,
    secret_on,
    set_up,
    signed_in,
)
from tests.portal.town import ACCOUNTS, Portal, Visitor

STRANGER = "ingen@leverandoer.example"


@pytest.fixture
def amira(visitor: Callable[[str], Visitor]) -> Visitor:
    """Her browser, before she has signed in."""
    return visitor("")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no mail server in these tests; it is tried once."""
    monkeypatch.setattr(posting, "SPREAD", 0)
    monkeypatch.setattr(posting, "WAITS", ())


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


def test_the_time_for_the_second_factor_runs_out(portal: Portal, amira: Visitor) -> None:
    open_link(portal, amira)
    later(portal, 15)
    assert amira.get("/log-ind/opret-kode").status_code == 410


def test_a_code_counts_once_and_so_does_the_app(portal: Portal, amira: Visitor) -> None:
    secret, _ = set_up(portal, amira)
    code = code_at(portal, secret)
    open_link(portal, amira)
    used = amira.send_form("/log-ind/kode", kode=code)
    assert used.status_code == 422
    assert "eller den er brugt" in used.text
    assert amira.send_form("/log-ind/opret-kode", page="/log-ind/kode", kode=code).status_code == 303
    assert not signed_in(amira)


@pytest.mark.parametrize(("steps", "status"), [(-1, 422), (0, 422), (1, 303)])
def test_a_phone_may_be_half_a_minute_ahead_and_never_goes_back(
    portal: Portal, amira: Visitor, steps: int, status: int
) -> None:
    """The code of the setup was of this very half-minute, so it and those before it count no more."""
    secret, _ = set_up(portal, amira)
    open_link(portal, amira)
    assert amira.send_form("/log-ind/kode", kode=code_at(portal, secret, steps)).status_code == status


@pytest.mark.requirement("local.sign_in")
@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (2, 422)])
def test_a_phone_may_be_half_a_minute_wrong(portal: Portal, amira: Visitor, steps: int, status: int) -> None:
    secret, _ = set_up(portal, amira)
    later(portal, 10)
    open_link(portal, amira)
    assert amira.send_form("/log-ind/kode", kode=code_at(portal, secret, steps)).status_code == status


def test_wrong_codes_have_to_wait_and_the_right_one_too(portal: Portal, amira: Visitor) -> None:
    secret, _ = set_up(portal, amira)
    later(portal, 1)
    open_link(portal, amira)
    for _ in range(CODES_OF_PERSON.tries):
        assert amira.send_form("/log-ind/kode", kode="000000").status_code == 422
    answer = amira.send_form("/log-ind/kode", kode=code_at(portal, secret))
    assert answer.status_code == 429
    assert "Vent til kl." in answer.text
    later(portal, 17)
    open_link(portal, amira)
    assert amira.send_form("/log-ind/kode", kode=code_at(portal, secret)).status_code == 303


def test_whatever_is_typed_is_answered_kindly(portal: Portal, amira: Visitor) -> None:
    open_link(portal, amira)
    for typed in ("", "12345", "١٢٣٤٥٦", "'; DROP", "0" * 5000):
        assert amira.send_form("/log-ind/opret-kode", kode=typed).status_code == 422


def test_a_recovery_code_replaces_the_phone_once(portal: Portal, amira: Visitor) -> None:
    _, codes = set_up(portal, amira)
    open_link(portal, amira)
    path = "/log-ind/noedkode"
    written = codes[0].lower().replace("-", " ")
    assert amira.send_form(path, page="/log-ind/kode", noedkode=written).status_code == 303
    assert "Du brugte en nødkode" in amira.get("/mine-logins").text
    amira.send_form("/log-ud", page="/mine-logins")
    open_link(portal, amira)
    assert amira.send_form(path, page="/log-ind/kode", noedkode=codes[0]).status_code == 422


def test_a_recovery_code_of_somebody_else_is_worth_nothing(
    portal: Portal, amira: Visitor, visitor: Callable[[str], Visitor]
) -> None:
    _, codes = set_up(portal, amira)
    bo = visitor("")
    set_up(portal, bo, "bo@leverandoer.example")
    open_link(portal, bo, "bo@leverandoer.example")
    answer = bo.send_form("/log-ind/noedkode", page="/log-ind/kode", noedkode=codes[0])
    assert answer.status_code == 422


def test_each_window_sets_up_a_secret_of_its_own_and_one_wins(
    portal: Portal, amira: Visitor, visitor: Callable[[str], Visitor]
) -> None:
    elsewhere = visitor("")
    open_link(portal, amira)
    open_link(portal, elsewhere)
    here, there = (secret_on(window.get("/log-ind/opret-kode")) for window in (amira, elsewhere))
    assert here != there
    token = elsewhere.csrf("/log-ind/opret-kode")
    assert amira.send_form("/log-ind/opret-kode", kode=code_at(portal, here)).status_code == 200
    late = elsewhere.post("/log-ind/opret-kode", data={"csrf": token, "kode": code_at(portal, there)})
    assert late.headers["location"] == "/log-ind/kode"
    assert elsewhere.get("/log-ind/opret-kode").headers["location"] == "/log-ind/kode"


@pytest.mark.requirement("local.sign_in")
def test_a_reset_lets_her_set_up_anew_and_names_who_did_it(portal: Portal, amira: Visitor) -> None:
    set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    account = account_of(portal.office, "mentor:amira")
    assert account is not None
    reset_factor(portal.office, account, Actor(Role.COORDINATOR, "kirsten"))
    assert not signed_in(amira)
    set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert "Det andet trin blev nulstillet af mentorkoordinator" in amira.get("/mine-logins").text


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


def test_in_a_demo_home_an_app_on_a_real_telephone_fits_too(portal: Portal, amira: Visitor) -> None:
    """Its clock stands still; a telephone's does not."""
    open_link(portal, amira)
    secret = secret_on(amira.get("/log-ind/opret-kode"))
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    assert amira.send_form("/log-ind/opret-kode", kode=code).status_code == 200


def test_whose_registration_has_ended_is_out_at_once(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    jonas = visitor("caseworker:D-0001")
    assert signed_in(jonas)
    portal.office.deciders.end("D-0001", portal.office.now, "coordinator:kirsten")
    assert not signed_in(jonas)
