"""Signing in as people do it: in Chromium, with the mail in a real mailbox and a real passkey device."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyotp
import pytest
from playwright.sync_api import Page, expect

from deployments.local_mail import LocalMailServer
from tests.portal.eyes import PHONE, Served, looks
from tests.portal.mailed_link import link_in_mail
from tests.portal.pages.people_signing_in import AMIRA
from tests.portal.town import Portal

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(served: Served) -> str:
    """The portal under the one name at which browsers allow passkeys without https."""
    address = served.address.replace("127.0.0.1", "localhost")
    office = served.portal.office
    office.settings = office.settings.model_copy(update={"portal_url": address})
    return address


@pytest.fixture
def post(portal: Portal) -> Iterator[LocalMailServer]:
    """The town's mail server."""
    home = portal.town.home
    keys = home / "mail-server.cert.pem", home / "mail-server.key.pem"
    port = portal.office.settings.mail_out.port
    with LocalMailServer(portal.town.place.maildirs, *keys, port) as server:
        yield server


def ask_and_open(page: Page, portal: Portal, address: str) -> None:
    """From the first page to the second step."""
    page.goto(f"{address}/")
    page.get_by_label("Din arbejdsmail").fill(AMIRA)
    page.get_by_role("button", name="Send mig et link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Se i din mail")
    page.goto(link_in_mail(portal.town.place.maildirs, AMIRA))
    page.get_by_role("button", name="Fortsæt").click()


def set_up_app(page: Page, portal: Portal) -> str:
    """Type the secret over into an app, and the app's code back; gives the secret."""
    page.get_by_text("Jeg kan ikke læse billedet").click()
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.get_by_label("Kode", exact=True).fill(pyotp.TOTP(secret).at(portal.office.now))
    page.get_by_role("button", name="Gem appen").click()
    return secret


@pytest.mark.requirement("local.sign_in")
def test_from_the_first_page_over_the_mail_to_ones_own_logins(
    browser: Callable[..., Page], portal: Portal, address: str, post: LocalMailServer
) -> None:
    page = browser(size=PHONE)
    ask_and_open(page, portal, address)
    page.get_by_label("Kode", exact=True).fill("000000")
    page.get_by_role("button", name="Gem appen").click()
    expect(page.locator(".problems")).to_be_focused()
    looks(page, "log-ind-opret-forkert")
    set_up_app(page, portal)
    expect(page.locator(".codes code")).to_have_count(10)
    looks(page, "log-ind-noedkoder")
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.get_by_role("button", name="Fortsæt som mentor").click()
    page.goto(f"{address}/mine-logins")
    expect(page.get_by_text("her og nu")).to_be_visible()


def test_a_passkey_is_set_up_and_signs_in_and_another_is_added(
    browser: Callable[..., Page], portal: Portal, address: str, post: LocalMailServer
) -> None:
    page = browser()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    ask_and_open(page, portal, address)
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.get_by_role("button", name="Fortsæt som mentor").click()
    page.goto(f"{address}/mine-logins")
    page.get_by_role("button", name="Log ud").click()
    ask_and_open(page, portal, address)
    looks(page, "log-ind-noegle")
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    page.wait_for_url(lambda url: "/log-ind" not in url)
    page.goto(f"{address}/mine-logins")
    expect(page.get_by_text("med adgangsnøgle").first).to_be_visible()
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    looks(page, "adgangsnoegle")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"transport": "usb"}})
    page.get_by_role("button", name="Lav adgangsnøgle her").click()
    expect(page.get_by_text("Adgangsnøglen er gemt.")).to_be_visible()
    looks(page, "mine-logins-med-noegle")
