"""One's tokens for programs, and the municipality's sign-in, as they are seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from deployments.prefect_server import free_port
from tests.portal.eyes import looks, serving
from tests.portal.sign_in import Asked, asked, provider, sign_in
from tests.portal.town import Town

__all__ = ["asked", "provider", "sign_in"]
pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.needs("chromium")]


def test_a_token_is_made_copied_and_closed(browser: Callable[..., Page]) -> None:
    page = browser("mentor:amira")
    page.goto("/mine-logins")
    page.get_by_role("link", name="Se dine adgange").click()
    looks(page, "tokens-none")
    page.get_by_label("Navn").fill("Min kalender på kontoret")
    page.get_by_label("Læse og handle for mig").check()
    page.get_by_label("Hvor længe").select_option("90")
    page.get_by_role("button", name="Lav adgangen").click()
    assert page.locator("#adgang").inner_text().startswith("mentor_")
    looks(page, "tokens-made")
    page.get_by_role("button", name="Luk adgangen Min kalender på kontoret").click()
    assert page.get_by_text("Adgangen er lukket.").is_visible()
    page.locator("#label").evaluate("field => field.removeAttribute('required')")
    page.get_by_role("button", name="Lav adgangen").click()
    looks(page, "tokens-wrong")


def test_the_municipalitys_button_and_what_is_told_when_it_does_not_hold(
    chromium: Browser, asked: Asked
) -> None:
    with serving(asked().app) as address:
        page = chromium.new_page(base_url=address, locale="da-DK")
        page.goto("/log-ind")
        assert page.get_by_role("link", name="Log ind hos Kommune A").is_visible()
        looks(page, "sign-in-with-municipality")
        page.goto("/log-ind/kommune/kommune-a/svar?state=old&code=used")
        looks(page, "municipality-refused")
        page.close()


def test_a_caseworker_comes_from_her_municipality_to_the_page_she_wanted(
    chromium: Browser, asked: Asked, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("MENTOR_PORTAL_URL", f"http://127.0.0.1:{port}")
    with serving(asked().app, port) as address:
        page = chromium.new_page(base_url=address, locale="da-DK")
        page.goto(f"/forloeb/{town.active}")
        page.get_by_role("link", name="Log ind hos Kommune A").click()
        page.get_by_role("link", name="Jeg er Jonas").click()
        assert page.url == f"{address}/forloeb/{town.active}"
        assert page.get_by_text("Jonas Kjær").first.is_visible()
        page.close()
