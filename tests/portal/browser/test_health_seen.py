"""The operator's page in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.portal.eyes import looks

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_health_is_read_on_a_phone_too(browser: Callable[..., Page]) -> None:
    page = browser("operator:jens")
    page.goto("/drift")
    looks(page, "drift")
