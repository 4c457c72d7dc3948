"""What a municipality's sign-in may answer, and what is made of an answer that does not hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.casework.single_sign_on.municipality import (
    HIGH,
    LOW,
    Municipality,
)
from tests.portal.pages.municipal_sign_in import START, papers_are_old, refused, signed_in_as, walked
from tests.portal.sign_in import Asked, asked, provider, sign_in
from tests.portal.town import Town

__all__ = ["asked", "provider", "sign_in"]


def test_a_sign_in_that_takes_a_new_key_is_asked_for_it(
    asked: Asked, sign_in: Municipality, town: Town
) -> None:
    portal = asked()
    walked(portal, sign_in)
    sign_in.new_key()
    town.set_clock(datetime.now(UTC) + timedelta(minutes=1, seconds=1))
    browser, _ = walked(portal, sign_in)
    assert signed_in_as(browser, portal) == "caseworker:D-0001"


@pytest.mark.parametrize(
    "answer",
    [(500, b""), (200, b"not json"), (200, b"[]"), (200, b"{}"), (200, b"x" * 300_000), (302, b"")],
    ids=["broken", "not-json", "a-list", "empty", "endless", "elsewhere"],
)
def test_a_sign_in_that_does_not_answer_is_told_kindly(
    asked: Asked, sign_in: Municipality, town: Town, answer: tuple[int, bytes]
) -> None:
    portal = asked()
    town.set_clock(papers_are_old())
    sign_in.answer = answer
    told = portal.visitor().get(START)
    assert told.status_code == 503
    assert "link i en mail" in told.text


@pytest.mark.parametrize(
    "discovery",
    [{"issuer": "https://login.elsewhere.example"}, {"token_endpoint": "http://login.kommune.example/token"}],
    ids=["another-issuer", "without-tls"],
)
def test_papers_that_do_not_fit_are_not_used(
    asked: Asked, sign_in: Municipality, town: Town, discovery: dict[str, str]
) -> None:
    portal = asked()
    town.set_clock(papers_are_old())
    sign_in.discovery |= discovery
    assert portal.visitor().get(START).status_code == 503


def test_a_sign_in_that_is_not_set_up_is_told_in_words(asked: Asked) -> None:
    portal = asked()
    browser = portal.visitor()
    refused(portal, browser, browser.get("/log-ind/kommune/anden"), "sign-on-unknown")
    assert browser.get("/log-ind/kommune/anden/svar").status_code == 403


def without_email(claims: dict[str, Any]) -> dict[str, Any]:
    """The token of a sign-in that keeps it short."""
    return {name: value for name, value in claims.items() if not name.startswith("email")}


def test_a_sign_in_that_keeps_its_token_short_is_asked_who_she_is(
    asked: Asked, sign_in: Municipality
) -> None:
    portal = asked()
    sign_in.spoil = without_email
    browser, _ = walked(portal, sign_in)
    assert signed_in_as(browser, portal) == "caseworker:D-0001"


@pytest.mark.parametrize(
    "tell",
    [{"sub": "somebody else"}, {"email": None}, {"email_verified": False}],
    ids=["other", "none", "unsure"],
)
def test_what_it_tells_then_must_be_about_her_and_sure(
    asked: Asked, sign_in: Municipality, tell: dict[str, Any]
) -> None:
    portal = asked()
    sign_in.spoil, sign_in.tell = without_email, lambda told: {**told, **tell}
    refused(portal, *walked(portal, sign_in), "sign-on-claim")


def test_the_level_counts_in_the_token_alone(asked: Asked, sign_in: Municipality) -> None:
    portal = asked()
    sign_in.spoil = lambda claims: {**without_email(claims), "acr": LOW}
    sign_in.tell = lambda told: {**told, "acr": HIGH}
    refused(portal, *walked(portal, sign_in), "sign-on-level")


def test_a_key_that_is_shown_nowhere_signs_nothing(asked: Asked, sign_in: Municipality) -> None:
    portal = asked()
    walked(portal, sign_in)
    sign_in.other_key_id = True
    refused(portal, *walked(portal, sign_in), "sign-on-signature")
