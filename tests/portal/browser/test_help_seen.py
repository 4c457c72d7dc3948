"""The glossary in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_a_page_explains_itself(browser: Callable[..., Page]) -> None:
    page = browser("mentor:amira")
    page.goto("/min-dag")
    page.get_by_text("Om denne side").click()
    assert page.get_by_text("En påmindelse, når noget ikke er sket.").is_visible()
