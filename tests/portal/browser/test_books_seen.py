"""Pages that are seldom opened are looked at too: the corps's books, everybody's tokens, a sent letter."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page

from casework.access.accounts import account_of
from casework.access.api_tokens import make_token
from casework.desk_work import work
from casework.letters.delivery import deliver
from casework.office import Office
from tests.portal.eyes import Served, looks

pytestmark = [pytest.mark.slow, pytest.mark.needs("chromium")]
KIRSTEN, JONAS, SOREN = "coordinator:kirsten", "caseworker:D-0001", "manager:soren"


def test_the_corps_s_books_are_filled_in(browser: Callable[..., Page], served: Served) -> None:
    page = browser(KIRSTEN)
    page.goto("/afspadsering")
    page.get_by_label("Mentor", exact=True).select_option("amira")
    page.get_by_label("Dag", exact=True).fill("2026-03-10")
    page.get_by_role("button", name="Indfør").click()
    page.locator(".problems").wait_for()
    looks(page, "lieu-wrong")
    page.get_by_label("Timer", exact=True).fill("2,5")
    page.get_by_role("button", name="Indfør").click()
    page.get_by_text("optjent 2,5 timer").wait_for()
    looks(page, "lieu")
    page.goto("/supervision")
    page.get_by_role("button", name="Notér").click()
    page.locator(".problems").wait_for()
    page.get_by_label("Dag", exact=True).fill("2026-03-11")
    page.get_by_label("Amira").check()
    page.get_by_label("Noter", exact=True).fill("Om grænser i samtaler.")
    page.get_by_role("button", name="Notér").click()
    page.get_by_text("Nr. 1 er noteret").wait_for()
    looks(page, "supervision")
    page.goto("/korpsets-maal")
    page.get_by_role("button", name="Gør op").click()
    page.get_by_text("Det står i kø").wait_for()
    work(served.portal.office)
    page.get_by_role("heading", name="1. januar 2026 til").wait_for()
    page.get_by_role("table").wait_for()
    looks(page, "corps-goals")


def test_tokens_a_letter_and_the_months_of_others(browser: Callable[..., Page], served: Served) -> None:
    office, ref = served.portal.office, served.portal.town.active
    a_token(office, "mentor:amira")
    a_token(office, "caseworker:D-0004")
    with ThreadPoolExecutor(1) as beside:  # the browser has this thread's event loop
        beside.submit(lambda: asyncio.run(deliver(office))).result()
    page = browser(KIRSTEN)
    page.goto("/brugere/adgange")
    looks(page, "all-tokens")
    number = next(one.id for one in office.outbox.envelopes(course_ref=ref) if one.recipient == "jobcentre")
    page.goto(f"/forloeb/{ref}")
    page.locator("summary", has_text="breve").click()
    page.locator(f'a[href="/forloeb/{ref}/brev/{number}"]').click()
    page.get_by_role("heading", name="Ordene").wait_for()
    looks(page, "sent-letter")
    for key in (JONAS, SOREN):
        theirs = browser(key)
        theirs.goto("/kalender/maaned")
        looks(theirs, f"month-{key.partition(':')[0]}")


def a_token(office: Office, key: str) -> None:
    account = account_of(office, key)
    assert account is not None
    make_token(office, account, "Kalender", 30, may_act=False)
