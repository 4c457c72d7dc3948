"""The coordinator's desk as she sees it, on a phone and on a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.house import House
from tests.portal.eyes import Served, looks
from tests.portal.pages.test_post import UNREADABLE, arrived
from tests.portal.town import Town

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]


def test_the_inbox_and_a_mail_beside_its_sheet(
    served: Served, browser: Callable[..., Page], town: Town, made_town: Town
) -> None:
    house = House(town.place, made_town.place)
    mail_id = arrived(served.portal, house, house.referral(bevilling=UNREADABLE))
    page = browser("coordinator:kirsten")
    page.goto("/post")
    page.get_by_role("link", name=mail_id).first.click()
    looks(page, "mail")
    page.get_by_role("button", name="Registrér henvisningen").click()
    assert page.get_by_role("heading", name="Det skal rettes først").is_visible()
    page.get_by_role("link", name="Bevilget den").click()
    assert page.evaluate("document.activeElement.id") == "felt.grant.granted_on"
    page.get_by_label("Bevilget den").fill("2026-02-27")
    page.get_by_role("button", name="Registrér henvisningen").click()
    assert served.portal.office.ledger.mail(mail_id).course_ref
