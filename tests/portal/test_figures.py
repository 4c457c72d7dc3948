"""Key figures in the portal: who sees them, what they say, and what may be handed on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from casework.key_figures.keeping import keep_all_figures
from tests.factories import at
from tests.portal.town import Portal, Visitor

Visiting = Callable[[str], Visitor]
MARCH = "/noegletal?periode=2026-03"
APRIL = at("2026-04-01 08:00")
"""The first quarter is over."""


@pytest.fixture
def counted(portal: Portal) -> Portal:
    keep_all_figures(portal.office)
    return portal


@pytest.mark.requirement("local.key_figures")
@pytest.mark.parametrize("key", ["manager:soren", "coordinator:kirsten", "auditor:ulla"])
def test_management_sees_the_figures_of_a_period_beside_the_one_before(
    counted: Portal, visitor: Visiting, key: str
) -> None:
    page = visitor(key).get(MARCH)
    assert page.status_code == 200
    assert "Nøgletal, marts 2026" in page.text
    assert "februar 2026" in page.text
    assert "4 dage" in page.text  # from the referral to the first contact
    assert "Kilde: S0: straks." in page.text


@pytest.mark.requirement("local.key_figures")
@pytest.mark.parametrize("key", ["mentor:amira", "operator:jens", "caseworker:D-0001"])
def test_nobody_else_sees_them(counted: Portal, visitor: Visiting, key: str) -> None:
    for path in (MARCH, "/noegletal/definitioner", "/noegletal/kvartal.csv?periode=2026-K1"):
        assert visitor(key).get(path).status_code in {403, 404}


def test_as_long_as_nobody_chooses_the_last_full_quarter_is_shown(visitor: Visiting) -> None:
    assert "4. kvartal 2025" in visitor("manager:soren").get("/noegletal").text


def test_a_page_says_when_the_figures_were_counted(portal: Portal, visitor: Visiting) -> None:
    manager = visitor("manager:soren")
    assert "ved at blive talt" in manager.get(MARCH).text
    keep_all_figures(portal.office)
    assert "Gjort op 20. marts 2026 kl. 12.00." in manager.get(MARCH).text


@pytest.mark.parametrize("period", ["2026-13", "2026-K5", "i går", "<script>"])
def test_a_period_that_is_none_is_told_in_words(visitor: Visiting, period: str) -> None:
    answer = visitor("manager:soren").get("/noegletal", params={"periode": period})
    assert answer.status_code == 422
    assert "2026-K1" in answer.text
    assert period not in answer.text


@pytest.mark.requirement("local.small_numbers")
def test_a_quarter_is_handed_on_without_small_numbers_and_a_month_is_not(
    counted: Portal, visitor: Visiting
) -> None:
    counted.town.set_clock(APRIL)
    manager = visitor("manager:soren")
    file = manager.get("/noegletal/kvartal.csv", params={"periode": "2026-K1"})
    assert file.headers["content-disposition"] == 'attachment; filename="noegletal-2026-k1.csv"'
    lines = [line.split(";") for line in file.content.decode("utf-8-sig").splitlines()]
    assert lines[0] == ["Periode", "Tabel", "Kommune og program", "Tal", "Antal"]
    told = {line[4] for line in lines[1:]}
    assert not told & {"1", "2", "3", "4"}
    assert "<5" in told
    assert manager.get("/noegletal/kvartal.csv?periode=2026-03").status_code == 422


@pytest.mark.requirement("local.small_numbers")
def test_a_quarter_that_still_runs_is_not_handed_on(counted: Portal, visitor: Visiting) -> None:
    """Two files of the same quarter, fetched a day apart, would tell by their difference of one citizen."""
    manager = visitor("manager:soren")
    assert "/noegletal/kvartal.csv" not in manager.get("/noegletal?periode=2026-K1").text
    running = manager.get("/noegletal/kvartal.csv?periode=2026-K1")
    assert (running.status_code, "er ikke slut" in running.text) == (422, True)
    counted.town.set_clock(APRIL)
    assert "/noegletal/kvartal.csv" in visitor("manager:soren").get("/noegletal?periode=2026-K1").text


@pytest.mark.requirement("local.key_figures")
def test_every_figure_is_defined_on_a_page_of_its_own(visitor: Visiting) -> None:
    page = visitor("auditor:ulla").get("/noegletal/definitioner").text
    assert page.count("Kilde: ") == 14
    assert "den midterste værdi (medianen)" in page


@pytest.mark.requirement("outside.controllers", "local.small_numbers")
def test_a_coordinator_of_one_municipality_sees_and_hands_on_its_figures_alone(
    counted: Portal, visitor: Visiting
) -> None:
    staff = counted.town.home / "staff.toml"
    text = staff.read_text(encoding="utf-8")
    before, mark, after = text.partition('[[coordinator]]\nid = "kirsten"\n')
    assert mark
    staff.write_text(f'{before}{mark}controllers = ["kommune-b"]\n{after}', encoding="utf-8")
    counted.town.set_clock(APRIL)
    kirsten = visitor("coordinator:kirsten")
    page = kirsten.get(MARCH).text
    assert "kommune-b" in page
    assert "kommune-a" not in page
    assert "kommune-a" not in kirsten.get(f"{MARCH}&kommune=kommune-a").text
    file = kirsten.get("/noegletal/kvartal.csv?periode=2026-K1").content.decode("utf-8-sig")
    assert "kommune-b" in file
    assert "kommune-a" not in file
    assert "I alt;Modtaget" not in file
