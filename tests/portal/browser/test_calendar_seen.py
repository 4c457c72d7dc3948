"""The calendar in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.portal.eyes import looks

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_the_address_of_a_mentors_own_calendar_is_made_and_copied(browser: Callable[..., Page]) -> None:
    page = browser("mentor:amira")
    page.goto("/kalender/abonnement")
    page.get_by_role("button", name="Lav en adresse").click()
    assert page.get_by_label("Kopiér den").input_value().endswith(".ics")
    looks(page, "kalender-adresse")
