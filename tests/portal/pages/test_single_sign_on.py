"""Signing in at one's municipality, through the pages and a real OpenID provider on this machine."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from casework.access.accounts import account_of
from casework.signing_in.sessions import change_role
from tests.casework.single_sign_on.municipality import (
    HIGH,
    JONAS,
    LOW,
    SECRET,
    Municipality,
)
from tests.portal.pages.municipal_sign_in import BACK, START, refused, signed_in_as, walked
from tests.portal.sign_in import Asked, asked, provider, sign_in
from tests.portal.town import SESSION_COOKIE, Town

__all__ = ["asked", "provider", "sign_in"]
KIRSTEN = {"email": "kirsten@leverandoer.example", "email_verified": True}
PER = {"email": "per@b-kommune.example", "email_verified": True}


def test_a_caseworker_signs_in_at_her_municipality_and_comes_to_the_page_she_wanted(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked()
    browser, answer = walked(portal, sign_in, f"{START}?til=/forloeb/M-2026-0004")
    assert (answer.status_code, answer.headers["location"]) == (303, "/forloeb/M-2026-0004")
    assert signed_in_as(browser, portal) == "caseworker:D-0001"


def test_a_page_elsewhere_is_not_gone_to(asked: Asked, sign_in: Municipality) -> None:
    _, answer = walked(asked(), sign_in, f"{START}?til=https://elsewhere.example/")
    assert answer.headers["location"] == "/"


def test_the_sign_in_is_asked_for_a_strong_level_with_pkce_and_without_our_secret(
    asked: Asked, sign_in: Municipality
) -> None:
    del sign_in
    address = asked().visitor().get(START).headers["location"]
    assert "code_challenge_method=S256" in address
    assert "acr_values=https%3A%2F%2Flevel.example%2Fsubstantial" in address
    assert "hemmelighed" in SECRET
    assert "hemmelighed" not in address


def test_a_level_too_low_is_refused_and_says_what_to_ask_the_municipality_for(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked()
    sign_in.signs_in(JONAS, LOW)
    browser = portal.visitor()
    address = browser.get(START).headers["location"].replace("acr_values=", "ignored=")
    answer = browser.get(BACK, params=sign_in.sign_in(address))
    refused(portal, browser, answer, "sign-on-level")
    assert HIGH in answer.text
    assert "Bed kommunens it-afdeling" in answer.text


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ({"nonce": "another"}, "sign-on-nonce"),
        ({"aud": ["somebody"]}, "sign-on-aud"),
        ({"iss": "https://login.elsewhere.example"}, "sign-on-iss"),
        ({"exp": 1_700_000_000}, "sign-on-expired"),
        ({"acr": None}, "sign-on-level"),
        ({"email": None}, "sign-on-claim"),
        ({"email": ["jonas.kjaer@jobcenter.example"]}, "sign-on-claim"),
        ({"email_verified": False}, "sign-on-claim"),
        ({"email": "nobody@jobcenter.example"}, "sign-on-person"),
    ],
)
def test_a_token_that_does_not_hold_signs_nobody_in(
    asked: Asked, sign_in: Municipality, spoil: dict[str, Any], code: str
) -> None:
    portal = asked()
    sign_in.spoil = lambda claims: {**claims, **spoil}
    refused(portal, *walked(portal, sign_in), code)


def test_a_strangers_signature_signs_nobody_in(asked: Asked, sign_in: Municipality) -> None:
    portal = asked()
    sign_in.foreign_key = True
    refused(portal, *walked(portal, sign_in), "sign-on-signature")


@pytest.mark.parametrize("person", [KIRSTEN, PER], ids=["our-own-staff", "another-municipality"])
def test_a_municipality_signs_in_nobody_but_its_own_people(
    asked: Asked, sign_in: Municipality, person: dict[str, Any]
) -> None:
    portal = asked()
    sign_in.signs_in(person)
    refused(portal, *walked(portal, sign_in), "sign-on-person")


def test_what_it_stands_for_does_not_reach_the_same_persons_other_roles(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked()
    elsewhere = portal.office.deciders.add(
        controller="kommune-b",
        role="caseworker",
        unit="Team",
        name="Jonas Kjær",
        email=JONAS["email"],
        now=portal.office.now,
    )
    browser, _ = walked(portal, sign_in)
    other = account_of(portal.office, f"caseworker:{elsewhere.ref}")
    assert other
    assert change_role(portal.office, browser.cookies[SESSION_COOKIE], other) is None


def test_a_sign_in_that_is_taken_out_of_the_settings_keeps_nobody_in(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked()
    browser, _ = walked(portal, sign_in)
    assert browser.get("/min-dag").status_code == 200
    without = portal.office.settings.portal.model_copy(update={"oidc": {}})
    portal.office.settings = portal.office.settings.model_copy(update={"portal": without})
    assert browser.get("/min-dag").headers["location"].startswith("/log-ind")


def test_our_own_people_are_signed_in_by_the_sign_in_that_is_set_up_for_them(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked(staff=True)
    sign_in.signs_in(PER)
    refused(portal, *walked(portal, sign_in), "sign-on-person")
    sign_in.signs_in({"email": account_of(portal.office, "mentor:amira").email})
    browser, _ = walked(portal, sign_in)
    assert signed_in_as(browser, portal) == "mentor:amira"


def test_another_claim_may_name_the_person(asked: Asked, sign_in: Municipality) -> None:
    portal = asked(claim="upn")
    sign_in.signs_in({"upn": JONAS["email"]})
    browser, _ = walked(portal, sign_in)
    assert signed_in_as(browser, portal) == "caseworker:D-0001"


def test_an_answer_counts_once(asked: Asked, sign_in: Municipality) -> None:
    portal = asked()
    browser = portal.visitor()
    brought = sign_in.sign_in(browser.get(START).headers["location"])
    assert browser.get(BACK, params=brought).status_code == 303
    browser.cookies.delete(SESSION_COOKIE)
    refused(portal, browser, browser.get(BACK, params=brought), "sign-on-journey")


def test_an_answer_counts_only_in_the_browser_that_set_out(asked: Asked, sign_in: Municipality) -> None:
    portal = asked()
    brought = sign_in.sign_in(portal.visitor().get(START).headers["location"])
    for other in (portal.visitor(), portal.visitor()):
        refused(portal, other, other.get(BACK, params=brought), "sign-on-journey")


@pytest.mark.parametrize(
    ("brought", "code"),
    [
        ({"state": "wrong"}, "sign-on-journey"),
        ({"code": "wrong"}, "sign-on-code"),
        ({"code": ""}, "sign-on-stopped"),
        ({"error": "access_denied"}, "sign-on-stopped"),
        ({"iss": "https://login.elsewhere.example"}, "sign-on-iss"),
    ],
)
def test_an_address_that_somebody_changed_signs_nobody_in(
    asked: Asked, sign_in: Municipality, brought: dict[str, str], code: str
) -> None:
    portal = asked()
    refused(portal, *walked(portal, sign_in, START, **brought), code)


def test_after_ten_minutes_one_begins_again(asked: Asked, sign_in: Municipality, town: Town) -> None:
    portal = asked()
    browser = portal.visitor()
    brought = sign_in.sign_in(browser.get(START).headers["location"])
    town.set_clock(datetime.now(UTC) + timedelta(minutes=11))
    refused(portal, browser, browser.get(BACK, params=brought), "sign-on-journey")
