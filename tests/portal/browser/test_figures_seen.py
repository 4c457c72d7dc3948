"""The key figures in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from casework.key_figures.keeping import keep_all_figures
from tests.portal.eyes import looks
from tests.portal.town import Portal

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_the_key_figures_are_read_on_a_phone_and_on_a_screen(
    portal: Portal, browser: Callable[..., Page]
) -> None:
    keep_all_figures(portal.office)
    page = browser("manager:soren")
    page.goto("/noegletal?periode=2026-03")
    assert page.get_by_role("img", name="Hvordan forløbene sluttede").is_visible()
    looks(page, "noegletal")
