"""The board and a hand-over as a coordinator sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.domain.corps.cast import absence, profile
from tests.factories import KIRSTEN, accept
from tests.portal.eyes import Served, looks
from tests.portal.town import Town

pytestmark = [pytest.mark.slow, pytest.mark.soak, pytest.mark.needs("chromium")]


def test_the_board_and_a_hand_over(served: Served, browser: Callable[..., Page], town: Town) -> None:
    office = served.portal.office
    office.corps.profiles.put([profile("amira"), profile("bo")], str(KIRSTEN), office.now)
    office.corps.absences.add(absence("bo", "2026-03-19", "2026-03-24"), str(KIRSTEN), office.now)
    page = browser("coordinator:kirsten")
    page.goto("/hold/amira")
    page.get_by_label(town.active).first.check()
    page.get_by_label("Ny mentor", exact=True).select_option("bo")
    page.get_by_role("button", name="Se det igennem").click()
    looks(page, "hand-over-wrong")
    page.get_by_label("Overdragelse", exact=True).fill("Læs logbogen, og mød på praktikstedet.")
    page.get_by_role("button", name="Se det igennem").click()
    looks(page, "hand-over")
    page.get_by_role("button", name="Overdrag").click()
    looks(page, "handed-over")
    assert office.casebook.course(town.active).mentor == "bo"


def test_absences_and_proposals(served: Served, browser: Callable[..., Page], town: Town) -> None:
    office = served.portal.office
    profiles = [profile("amira", languages=("dansk", "somali")), profile("bo", max_courses=1)]
    office.corps.profiles.put(profiles, str(KIRSTEN), office.now)
    office.corps.absences.add(absence("bo", "2026-03-19", "2026-03-24"), str(KIRSTEN), office.now)
    office.casebook.handle(town.received, accept(), KIRSTEN, office.now)
    page = browser("coordinator:kirsten")
    page.goto("/fravaer")
    page.get_by_role("button", name="Se, hvad det betyder").click()
    looks(page, "absence-wrong")
    page.get_by_label("Hvem er væk").select_option("amira")
    page.get_by_label("Første dag").fill("2026-03-20")
    page.get_by_role("button", name="Se, hvad det betyder").click()
    looks(page, "absence-preview")


def test_an_incident_and_a_visit_alone(browser: Callable[..., Page], town: Town) -> None:
    amira = browser("mentor:amira")
    amira.goto("/haendelser/ny")
    amira.get_by_label("Hvornår").fill("2026-03-20T10:30")
    amira.get_by_label("Hvad der skete").fill("Råb i opgangen.")
    amira.get_by_role("button", name="Notér hændelsen").click()
    looks(amira, "incident-wrong")
    amira.get_by_label("Hvad slags").select_option("threat")
    amira.get_by_label("Sag").select_option(town.active)
    amira.get_by_role("button", name="Notér hændelsen").click()
    amira.goto(f"/forloeb/{town.active}/besoeg-alene")
    amira.get_by_label("Fra").fill("2026-03-20T13:00")
    amira.get_by_label("Tilbage senest").fill("2026-03-20T14:00")
    amira.get_by_label("Hvor").fill("Hos borgeren")
    amira.get_by_label("Jeg har læst").check()
    amira.get_by_role("button", name="Planlæg besøget").click()
    looks(amira, "visits")


def test_the_corpss_documents_and_profiles(served: Served, browser: Callable[..., Page]) -> None:
    office = served.portal.office
    office.corps.profiles.put([profile("amira")], str(KIRSTEN), office.now)
    page = browser("coordinator:kirsten")
    page.goto("/dokumenter/crisis_plan/ret")
    page.get_by_label("Sidst gennemgået").fill("2026-03-01")
    page.get_by_label("Gælder, når").fill("Fare for liv eller helbred.")
    page.get_by_label("Ring først til").fill("112\nKoordinatoren, 70 00 00 01")
    page.get_by_role("button", name="Gem").click()
    looks(page, "document-wrong")
    page.get_by_label("Sådan gør du").fill("Bring dig selv i sikkerhed.")
    page.get_by_label("Bagefter").fill("Vi taler om det.")
    page.get_by_role("button", name="Gem").click()
    looks(page, "corps")
