"""Passkeys over the portal's pages: set up first or added later, and each answer counts once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import pytest
from httpx2 import Response
from webauthn.helpers import base64url_to_bytes

from adapters.passkeys import Place
from casework.signing_in import posting
from tests.adapters.passkey_device import Device
from tests.portal.pages.people_signing_in import code_at, later, open_link, set_up, signed_in
from tests.portal.town import Portal, Visitor

HERE = Place("mentor.example", "https://mentor.example")
OWN, NEW = "/mine-logins", "/mine-logins/noegle"


@pytest.fixture(autouse=True)
def _at_a_host_with_a_name(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The portal is where browsers allow passkeys; and no mail server is waited for."""
    portal.office.settings = portal.office.settings.model_copy(update={"portal_url": HERE.origin})
    monkeypatch.setattr(posting, "SPREAD", 0)
    monkeypatch.setattr(posting, "WAITS", ())


@pytest.fixture
def amira(visitor: Callable[[str], Visitor]) -> Visitor:
    """Her browser, before she has signed in."""
    return visitor("")


def challenge_on(page: Response) -> bytes:
    """What the page asks the browser to sign."""
    found = re.search(r'data-options="([^"]+)"', page.text)
    assert found, page.text
    return base64url_to_bytes(json.loads(html.unescape(found[1]))["challenge"])


def with_passkey(portal: Portal, browser: Visitor) -> Device:
    """Set a passkey up as the first and only second factor, and be in."""
    device = Device(HERE)
    assert open_link(portal, browser).headers["location"] == "/log-ind/opret-kode"
    given = challenge_on(browser.get("/log-ind/opret-kode"))
    page = post(browser, "/log-ind/opret-noegle", "/log-ind", device.made(given))
    assert len(re.findall(r"<li><code>", page.text)) == 10
    browser.send_form("/log-ind/rolle", rolle="mentor:amira")
    assert signed_in(browser)
    return device


def post(browser: Visitor, path: str, page: str, answer: str) -> Response:
    """Send a passkey's answer, with the secret field of a page that asks for nothing new."""
    return browser.send_form(path, page=page, svar=answer)


def asked(portal: Portal, browser: Visitor) -> bytes:
    """Sign out, open a new link, and be asked for the passkey."""
    browser.send_form("/log-ud", page=OWN)
    assert open_link(portal, browser).headers["location"] == "/log-ind/kode"
    return challenge_on(browser.get("/log-ind/kode"))


@pytest.mark.requirement("local.sign_in")
def test_a_passkey_alone_is_a_second_factor(portal: Portal, amira: Visitor) -> None:
    device = with_passkey(portal, amira)
    given = asked(portal, amira)
    page = amira.get("/log-ind/kode")
    assert "Brug din adgangsnøgle" in page.text
    assert 'name="kode"' not in page.text
    given = challenge_on(page)
    assert post(amira, "/log-ind/noegle", "/log-ind", device.signed(given)).status_code == 303
    assert signed_in(amira)


def test_an_answer_counts_once_and_only_to_the_last_question(portal: Portal, amira: Visitor) -> None:
    device = with_passkey(portal, amira)
    old = asked(portal, amira)
    given = challenge_on(amira.get("/log-ind/kode"))
    assert post(amira, "/log-ind/noegle", "/log-ind", device.signed(old)).status_code == 422
    assert post(amira, "/log-ind/noegle", "/log-ind", device.signed(given)).status_code == 422
    fresh = challenge_on(amira.get("/log-ind/kode"))
    assert post(amira, "/log-ind/noegle", "/log-ind", device.signed(fresh)).status_code == 303


def test_somebody_elses_passkey_opens_nothing(
    portal: Portal, amira: Visitor, visitor: Callable[[str], Visitor]
) -> None:
    device, bo = with_passkey(portal, amira), visitor("")
    set_up(portal, bo, "bo@leverandoer.example")
    open_link(portal, bo, "bo@leverandoer.example")
    bo.get("/log-ind/kode")
    answer = post(bo, "/log-ind/noegle", "/log-ind", device.signed(b"x" * 64))
    assert answer.status_code == 422
    assert "Svaret fra din adgangsnøgle kunne ikke bruges" in answer.text


def test_at_a_desk_that_was_left_no_passkey_is_added_without_the_code(portal: Portal, amira: Visitor) -> None:
    """It would open the door for good, and the sign-in for half an hour."""
    secret, _ = set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    device = Device(HERE)
    later(portal, 16)
    for code in ("", "000000"):
        page = amira.get(NEW)
        assert 'name="kode"' in page.text
        answer = device.made(challenge_on(page))
        assert amira.send_form(NEW, page=OWN, svar=answer, kode=code).status_code == 422
    assert 'name="noegle"' not in amira.get(OWN).text
    made = device.made(challenge_on(amira.get(NEW)))
    right = amira.send_form(NEW, page=OWN, svar=made, kode=code_at(portal, secret))
    assert right.status_code == 303
    assert 'name="noegle"' in amira.get(OWN).text


def test_a_passkey_is_added_beside_the_app_and_taken_away(portal: Portal, amira: Visitor) -> None:
    set_up(portal, amira)
    amira.send_form("/log-ind/rolle", rolle="mentor:amira")
    device = Device(HERE)
    assert post(amira, NEW, OWN, device.made(challenge_on(amira.get(NEW)))).status_code == 303
    assert post(amira, NEW, OWN, device.made(challenge_on(amira.get(NEW)))).status_code == 422
    (number,) = re.findall(r'name="noegle" value="([0-9a-f]+)"', amira.get(OWN).text)
    given = asked(portal, amira)
    assert post(amira, "/log-ind/noegle", "/log-ind", device.signed(given)).status_code == 303
    amira.send_form("/mine-logins/fjern-noegle", page=OWN, noegle=number)
    assert "Adgangsnøglen er fjernet" in amira.get(OWN).text


def test_the_only_passkey_stays(portal: Portal, amira: Visitor) -> None:
    with_passkey(portal, amira)
    (number,) = re.findall(r'name="noegle" value="([0-9a-f]+)"', amira.get(OWN).text)
    amira.send_form("/mine-logins/fjern-noegle", page=OWN, noegle=number)
    page = amira.get(OWN).text
    assert "du skal have noget at logge ind med" in page
    assert number in page
