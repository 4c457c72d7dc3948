"""While the portal runs, the key figures are counted a few courses at a time."""

from __future__ import annotations

import pytest

from domain.errors import Unavailable
from models.figures import Figures
from models.pulses import OK, Beat, Part
from portal.counting import BREATHER, REST, figures_kept, keep_counting
from tests.portal.town import NOON, Portal


@pytest.mark.requirement("local.key_figures")
def test_courses_are_counted_until_there_are_none_left_and_then_it_rests(portal: Portal) -> None:
    waited: list[float] = []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return len(waited) == 2

    keep_counting(portal.office, wait)
    assert waited == [BREATHER, REST]
    assert portal.office.pulses.all() == {Part.FIGURES: Beat(NOON, OK)}


def test_what_goes_wrong_is_told_by_its_code_and_tried_again(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_figures: Figures, _most: int) -> list[str]:
        raise Unavailable("Databasen på disken er fuld.")

    monkeypatch.setattr(Figures, "outdated", broken)
    waited: list[float] = []
    keep_counting(portal.office, lambda seconds: bool(waited.append(seconds)) or True)
    assert waited == [REST]
    assert caplog.messages == ["nøgletal kunne ikke gøres op: unavailable"]


def test_it_stops_with_the_portal(portal: Portal) -> None:
    with figures_kept(portal.office):
        pass
