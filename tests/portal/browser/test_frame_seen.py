"""The frame in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.portal.eyes import looks

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_a_page_that_does_not_exist_is_a_page_too(browser: Callable[..., Page]) -> None:
    page = browser()
    page.goto("/findes-ikke")
    looks(page, "fault")
