"""Forms in a real Chromium, on a phone: with and without a script, and with the connection cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.portal.eyes import PHONE, looks
from tests.portal.town import SESSION_COOKIE, Portal

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
Window = Callable[..., Page]


def kinds(portal: Portal, after: int) -> list[str]:
    history = portal.office.casebook.recorded(portal.town.active)
    return [type(recorded.event).__name__ for recorded in history[after:]]


def fill_meeting(page: Page, part: str = "") -> None:
    page.locator(f'[name="{part}held_on"]').fill("2026-03-20")
    page.locator(f'[name="{part}starts"]').fill("10:00")
    page.locator(f'[name="{part}ends"]').fill("11:30")
    page.locator(f'[name="{part}observation"]').fill("Vi øvede busturen.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visit_is_logged_on_a_phone_with_and_without_a_script(
    browser: Window, portal: Portal, javascript: bool
) -> None:
    before = portal.office.casebook.course(portal.town.active).seq
    page = browser("mentor:amira", PHONE, java_script_enabled=javascript)
    page.goto(f"/forloeb/{portal.town.active}/besog")
    fill_meeting(page, "meeting.")
    page.get_by_role("checkbox", name="Aftal næste møde").check()
    page.get_by_role("button", name="Gem det hele").click()
    problems = page.locator(".problems")
    expect(problems).to_contain_text("Skriv dato og klokkeslæt")
    if javascript:
        expect(problems).to_be_focused()
    problems.get_by_role("link").click()
    page.locator('[name="next.at"]').fill("2026-03-27T10:00")
    expect(page.locator('[name="meeting.observation"]')).to_have_value("Vi øvede busturen.")
    page.get_by_role("button", name="Gem det hele").click()
    page.wait_for_url("**/forloeb/M-*")
    assert kinds(portal, before) == ["MeetingRecorded", "AppointmentPlanned"]


def test_enter_saves_and_never_reports_a_deviation(browser: Window, portal: Portal) -> None:
    before = portal.office.casebook.course(portal.town.active).seq
    page = browser("mentor:amira", PHONE)
    page.goto(f"/forloeb/{portal.town.active}/besog")
    page.get_by_role("checkbox", name="Meld en fravigelse").check()
    page.locator('[name="deviation.fact"]').fill("Praktikken er stoppet.")
    page.locator('[name="deviation.occurred_at"]').fill("2026-03-20T09:00")
    page.locator('[name="meeting.held_on"]').press("Enter")
    expect(page.locator(".problems")).to_contain_text("Skriv et klokkeslæt")
    assert kinds(portal, before) == []


@pytest.mark.requirement("local.drafts")
def test_what_is_typed_is_kept_while_the_connection_is_gone(browser: Window, portal: Portal) -> None:
    before = portal.office.casebook.course(portal.town.active).seq
    page = browser("mentor:amira", PHONE)
    page.goto(f"/forloeb/{portal.town.active}/gor/RecordMeeting")
    page.context.set_offline(True)
    fill_meeting(page)
    told = page.locator("[data-draft-told]")
    page.get_by_role("button", name="Gem notatet").click()
    expect(told).to_contain_text("Ingen forbindelse")
    expect(page.locator('[name="observation"]')).to_have_value("Vi øvede busturen.")
    page.context.set_offline(False)
    expect(told).to_contain_text("Kladden er gemt", timeout=10_000)
    page.goto(f"/forloeb/{portal.town.active}/gor/RecordMeeting")
    expect(page.locator('[name="observation"]')).to_have_value("Vi øvede busturen.")
    looks(page, "resumed")
    page.get_by_role("button", name="Gem notatet").click()
    page.wait_for_url("**/forloeb/M-*")
    assert kinds(portal, before) == ["MeetingRecorded"]


@pytest.mark.requirement("local.drafts")
def test_a_referral_outlives_the_session_in_which_it_was_begun(browser: Window, portal: Portal) -> None:
    """Signed out in another window, and in again: her page goes on under the new session."""
    page = browser("caseworker:D-0001", PHONE)
    page.goto("/henvis")
    here = page.url
    page.context.add_cookies([{"name": SESSION_COOKIE, "value": "ended", "url": here}])
    page.get_by_label("Borgers adresse").fill("Testvej 1")
    told = page.locator("[data-draft-told]")
    page.get_by_role("button", name="Send henvisningen").click()
    expect(told).to_contain_text("står her endnu")
    secret = portal.session("caseworker:D-0001")
    page.context.add_cookies([{"name": SESSION_COOKIE, "value": secret, "url": here}])
    page.get_by_role("button", name="Send henvisningen").click()
    expect(page.locator(".problems")).to_contain_text("CPR-nummer")
    expect(page.get_by_label("Borgers adresse")).to_have_value("Testvej 1")
    page.goto("/henvis")
    looks(page, "referrals-begun")
    page.get_by_role("link", name="Gå videre med den").click()
    expect(page.get_by_label("Borgers adresse")).to_have_value("Testvej 1")


def test_problems_are_readable_by_everybody(browser: Window, portal: Portal) -> None:
    page = browser("mentor:amira")
    page.goto(f"/forloeb/{portal.town.active}/gor/RecordMeeting")
    page.get_by_role("button", name="Gem notatet").click()
    expect(page.locator(".problems")).to_be_visible()
    looks(page, "problems")
