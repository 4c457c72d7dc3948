"""Searching, reading log, emergency, audit and users in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from casework.access.accounts import account_of
from casework.access.break_glass import break_glass
from tests.portal.eyes import Served, looks

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
REASON = "Borgeren er indlagt akut, og hendes sagsbehandler er på ferie."


def test_a_coordinator_searches_by_keyboard_and_sees_who_read_the_course(
    browser: Callable[..., Page], served: Served
) -> None:
    office, ref = served.portal.office, served.portal.town.active
    liv = account_of(office, "caseworker:D-0003")
    assert liv is not None
    break_glass(office, liv, ref, REASON)
    page = browser("coordinator:kirsten")
    page.goto("/soeg")
    page.get_by_label("Sagsnummer, CPR-nummer eller navn").fill("maja nørg")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=ref).wait_for()
    assert "maja" not in page.url
    looks(page, "search-found")
    page.goto(f"/forloeb/{ref}/laest")
    looks(page, "read-log")
    page.get_by_role("button", name="Jeg har set det").click()
    page.get_by_text("Set af mentorkoordinator kirsten").wait_for()


def test_a_caseworker_says_why_it_cannot_wait_and_the_auditor_sees_it(
    browser: Callable[..., Page], served: Served
) -> None:
    page = browser("caseworker:D-0003")
    page.goto(f"/forloeb/{served.portal.town.active}/noedadgang")
    page.get_by_label("Hvad er der sket").fill(REASON)
    page.get_by_role("button", name="Åbn sagen i en time").click()
    page.get_by_text("Sagen er åben for dig i en time").wait_for()
    auditor = browser("auditor:ulla")
    auditor.goto("/revision")
    auditor.get_by_text("sagsbehandler Liv Bach").first.wait_for()
    looks(auditor, "audit")
