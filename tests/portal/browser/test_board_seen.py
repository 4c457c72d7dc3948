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
    page.goto("/hold")
    looks(page, "board")
    page.goto("/hold/vagtplan")
    looks(page, "rota")
    page.goto("/hold/amira")
    looks(page, "mentor")
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
    page.goto("/venteliste")
    looks(page, "waiting")
    page.goto(f"/forloeb/{town.received}/match")
    looks(page, "match")
