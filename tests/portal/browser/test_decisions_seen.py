"""The pages of decisions, reports and cases in a real Chromium, at both widths and in both colour schemes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from casework.commands.acting import act
from casework.desk_work import work
from tests.factories import KIRSTEN as HER
from tests.portal.eyes import Served, looks
from tests.portal.pages.test_access_cases import REQUEST
from tests.portal.pages.test_deviation import AMIRA, FACT
from tests.portal.pages.test_no_progress import stands_still
from tests.portal.pages.test_reports import waiting_report
from tests.portal.pages.test_retention import handed_back
from tests.portal.town import NOON

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
KIRSTEN, JONAS = "coordinator:kirsten", "caseworker:D-0001"


def test_an_extension_is_proposed_and_decided(browser: Callable[..., Page], served: Served) -> None:
    path = f"/forloeb/{served.portal.town.active}/forlaengelse"
    page = browser(KIRSTEN)
    page.goto(path)
    page.get_by_label("Sidste dag").fill("2026-07-31")
    page.get_by_role("button", name="Send forslaget").click()
    assert page.get_by_role("status").inner_text().startswith("Forslaget er noteret")
    looks(page, "extension-proposed")
    hers = browser(JONAS)
    hers.goto(path)
    hers.get_by_role("button", name="Afgør").click()
    assert hers.evaluate("document.activeElement.className") == "problems"
    looks(hers, "extension-wrong")
    hers.get_by_label("Ja").check()
    hers.get_by_role("button", name="Afgør").click()
    assert hers.get_by_role("status").inner_text().startswith("Afgørelsen er noteret")
    looks(hers, "extension-decided")


def test_a_deviation_is_acknowledged_and_a_code_made(browser: Callable[..., Page], served: Served) -> None:
    portal = served.portal
    ref = portal.town.active
    act(portal.office, ref, "ReportDeviation", json.dumps(FACT).encode(), AMIRA)
    page = browser(JONAS)
    page.goto(f"/forloeb/{ref}/fravigelse/f1")
    looks(page, "deviation-open")
    page.get_by_role("button", name="Kvittér").click()
    page.get_by_text("Der er kvitteret for fravigelsen.").wait_for()
    assert "Der er kvitteret for fravigelsen." in page.get_by_role("status").inner_text()
    looks(page, "deviation-closed")
    page.goto(f"/forloeb/{ref}/kode")
    page.get_by_role("button", name="Lav en kode").click()
    looks(page, "code")


def test_a_change_of_the_plan_is_asked_for_and_answered(browser: Callable[..., Page], served: Served) -> None:
    ref = served.portal.town.active
    asks, kirsten = browser("mentor:amira"), browser(KIRSTEN)
    asks.goto(f"/forloeb/{ref}/gor/AskForPlanChange")
    asks.get_by_label("en pause i støtten").check()
    asks.get_by_label("Hvad ønsker du i stedet, og hvorfor?").fill(
        "Borgeren skal opereres og er væk en måned."
    )
    looks(asks, "plan-change-asked")
    asks.get_by_role("button", name="Send til koordinatoren").click()
    asks.wait_for_url(f"**/forloeb/{ref}")
    kirsten.goto(f"/forloeb/{ref}")
    kirsten.get_by_role("link", name="(o1)").click()
    looks(kirsten, "plan-change")
    kirsten.get_by_label("Udfald").select_option("change_granted")
    kirsten.get_by_role("button", name="Gem svaret").click()
    assert kirsten.get_by_role("heading", level=1).inner_text() == "Sæt støtten på pause"
    asks.goto("/min-dag")
    looks(asks, "day-answered")


def test_a_citizen_is_referred(browser: Callable[..., Page]) -> None:
    page = browser(JONAS)
    page.goto("/henvis")
    page.get_by_label("CPR-nummer (skal udfyldes)").fill("1301505678")
    page.get_by_role("button", name="Send henvisningen").click()
    expect(page.locator(".problems")).to_be_visible()
    looks(page, "referral-wrong")
    page.get_by_label("Navn (skal udfyldes)", exact=True).fill("Åse Ærø")
    page.get_by_role("button", name="Send henvisningen").click()
    expect(page.get_by_text("Der mangler: bevilling, jobplan, samtykkeerklæring")).to_be_visible()


def test_a_file_is_asked_for_and_an_old_one_due(browser: Callable[..., Page], served: Served) -> None:
    portal = served.portal
    ref = portal.town.active
    act(portal.office, ref, "RecordAccessRequest", json.dumps(REQUEST).encode(), HER)
    page = browser(KIRSTEN)
    page.goto(f"/forloeb/{ref}/indsigt")
    page.get_by_label("Ordene", exact=True).fill("findes ikke")
    page.get_by_role("button", name="Udelad", exact=True).click()
    looks(page, "access-wrong")
    page.get_by_label("Ordene", exact=True).fill("Maja får")
    page.get_by_role("button", name="Udelad", exact=True).click()
    looks(page, "access")
    portal.town.set_clock(NOON + timedelta(days=5 * 365 + 3))
    handed_back(portal, portal.town.cancelled)
    for key in (KIRSTEN, JONAS):
        later = browser(key)
        later.goto("/opbevaring")
        looks(later, f"retention-{key.partition(':')[0]}")


def test_a_file_goes_back_and_a_report_waits(browser: Callable[..., Page], served: Served) -> None:
    portal = served.portal
    page = browser(KIRSTEN)
    page.goto(f"/forloeb/{portal.town.cancelled}/overdragelse")
    page.get_by_role("button", name="Send sagen med sikker mail").click()
    looks(page, "handover")
    page.goto(waiting_report(portal))
    looks(page, "report-waiting")


def test_an_effort_without_progress_is_ended(browser: Callable[..., Page], served: Served) -> None:
    path = stands_still(served.portal)
    page = browser(JONAS)
    page.goto(path)
    page.get_by_role("button", name="Afslut indsatsen").click()
    looks(page, "no-progress")


def test_a_month_is_settled_and_its_paper_fetched(browser: Callable[..., Page], served: Served) -> None:
    page = browser(KIRSTEN)
    page.goto("/timer")
    page.get_by_label("Måned", exact=True).select_option("2026-03")
    page.get_by_role("button", name="Gør op").click()
    page.get_by_text("Det står i kø").wait_for()
    looks(page, "hours-under-way")
    work(served.portal.office)
    page.get_by_role("link", name="Marts 2026").click()
    page.get_by_role("button", name="Se, hvad rettelser i logbogen har ændret").click()
    assert "Det står i kø" in page.get_by_role("status").inner_text()
    work(served.portal.office)
    page.get_by_text("Intet er ændret").wait_for()
    looks(page, "hours-month")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Grundlag for faktura (zip)").click()
    page.goto("/timer")
    page.get_by_label("Zip-fil").set_input_files(fetched.value.path())
    page.get_by_role("button", name="Efterprøv").click()
    assert "Seglet er vores" in page.get_by_role("status").inner_text()
    looks(page, "hours")
