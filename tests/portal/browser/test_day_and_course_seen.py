"""From my day to a course with months of work behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import beginning, register
from tests.factory.stories import spring
from tests.models.desk import Desk
from tests.portal.eyes import PHONE
from tests.portal.town import HERE, Town, at, citizen

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


@pytest.fixture
def worked_on(town: Town) -> str:
    """A course of some months, with follow-ups, a deviation and a change of hours."""
    with town.office() as office:
        desk = Desk(office.casebook, now=at("2026-02-25 10:00"))
        given = register(citizen(11, "Hanne Bøgh"), controller=HERE, partner="Jobcenter A")
        desk.play([given, *beginning()[1:], *spring()])
    town.set_clock(desk.now)
    return desk.ref


def test_a_course_is_printed_light_and_unfolded(worked_on: str, browser: Callable[..., Page]) -> None:
    amira = browser("mentor:amira")
    amira.goto(f"/forloeb/{worked_on}")
    expect(amira.locator(".goal-chart").first).to_be_visible()
    amira.emulate_media(media="print", color_scheme="dark")
    expect(amira.get_by_text("Udskrevet", exact=False)).to_be_visible()
    expect(amira.get_by_role("heading", name="Hvad vil du gøre?")).to_be_hidden()
    expect(amira.locator(".goal table").first).to_be_visible()
    card = amira.locator(".card").first
    assert card.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_from_the_day_to_the_reason_and_the_form_without_javascript(
    worked_on: str, browser: Callable[..., Page]
) -> None:
    amira = browser("mentor:amira", size=PHONE, java_script_enabled=False)
    amira.goto("/min-dag")
    first = amira.locator(".day > li").first
    first.get_by_text("Hvorfor den dag?").click()
    expect(first.locator(".day-why p")).to_be_visible()
    first.get_by_role("link", name=re.compile("^M-")).click()
    expect(amira.get_by_role("heading", level=1)).to_contain_text("M-2026")
    amira.goto(f"/forloeb/{worked_on}")
    expect(amira.locator(".goal-chart").first).to_be_visible()
