"""The board and a hand-over as a coordinator sees them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.domain.corps.cast import absence, profile
from tests.factories import KIRSTEN
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
