"""`mentor figures`: key figures in a shell, and a quarter to hand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.factories import at, beginning
from tests.house import House

pytestmark = pytest.mark.slow
MARCH = ("--period", "2026-03")


@pytest.mark.requirement("local.key_figures")
def test_a_month_is_told_as_in_the_portal_and_as_json(house: House, mentor: Shell) -> None:
    house.course(*beginning()[1:])
    shown = mentor("figures", *MARCH)
    assert (shown.code, "Nøgletal, marts 2026" in shown.out) == (0, True)
    rows = {row["key"]: row for row in mentor("figures", *MARCH, "--json").rows}
    assert rows["contact"]["of"] == 1
    assert rows["contact_days"]["unit"] == "days"
    assert mentor("figures", "recount").out.strip() == "Talt forfra: 1 forløb."


@pytest.mark.requirement("local.small_numbers")
def test_a_quarter_is_written_to_a_file_and_another_period_is_not(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    house.course(*beginning()[1:])
    file = tmp_path / "kvartal.csv"
    house.set_clock(at("2026-04-01 08:00"))
    assert mentor("figures", "export", "--period", "2026-K1", "--csv", str(file)).code == 0
    assert "<5" in file.read_text(encoding="utf-8-sig")
    assert file.stat().st_mode & 0o077 == 0
    refused = mentor("figures", "export", "--period", "2026", "--csv", str(tmp_path / "år.csv"))
    assert (refused.code, (tmp_path / "år.csv").exists()) == (2, False)
