"""The second factor: codes count once and for a short while, and recovery codes replace a lost phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pyotp
import pytest

from casework.access.accounts import account_of
from casework.signing_in.second_factor import reset_factor
from domain.signing_in import CODES_OF_PERSON
from domain.values import Actor, Role
from tests.portal.pages.people_signing_in import (
    amira,
    code_at,
    later,
    no_waiting,
    open_link,
    secret_on,
    set_up,
    signed_in,
)
from tests.portal.town import Portal, Visitor

__all__ = ["amira", "no_waiting"]


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


def test_in_a_demo_home_an_app_on_a_real_telephone_fits_too(portal: Portal, amira: Visitor) -> None:
    """Its clock stands still; a telephone's does not."""
    open_link(portal, amira)
    secret = secret_on(amira.get("/log-ind/opret-kode"))
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    assert amira.send_form("/log-ind/opret-kode", kode=code).status_code == 200
