"""`mentor deadlines reproject`: what a changed calendar moves is listed, and recorded on demand."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.office import PROGRAMMES
from tests.deployments.cli.shell import Shell
from tests.house import House

REPROJECT = ("deadlines", "reproject", "--json")


def close_on_the_fifth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme's office has one more closing day, 5 March."""
    folder = tmp_path / "programmes"
    folder.mkdir()
    text = (PROGRAMMES / "viborg.toml").read_text(encoding="utf-8")
    assert "[office]" not in text
    (folder / "viborg.toml").write_text(f'{text}\n[office]\nclosing_days = ["03-05"]\n', encoding="utf-8")
    monkeypatch.setenv("MENTOR_PROGRAMME_FOLDER", str(folder))


@pytest.mark.requirement("local.counted_again")
def test_nothing_moves_while_the_calendar_is_the_same(house: House, mentor: Shell) -> None:
    """local: counting again moves nothing by itself."""
    house.matched()
    assert mentor("deadlines", "reproject").out == "Alle frister ligger, hvor de skal.\n"


@pytest.mark.requirement("local.counted_again")
def test_what_a_new_closing_day_moves_is_listed_and_recorded_only_on_demand(
    house: House, mentor: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """local: a calendar change re-projects open deadlines and lists what moved."""
    ref, other = house.matched(), house.course()
    close_on_the_fifth(tmp_path, monkeypatch)
    (row,) = mentor(*REPROJECT).rows
    assert (row["ref"], row["timer"], row["before"], row["after"]) == (
        ref, "first_contact", "2026-03-05", "2026-03-06"
    )  # fmt: skip
    assert "lukket: 5. marts 2026 (lukkedag)" in row["why"]
    assert len(mentor("course", "timeline", ref, "--json").rows) == 3
    applied = mentor(*REPROJECT, "--apply", "--as", "coordinator:kirsten")
    assert applied.rows == [row]
    (*_, last) = mentor("course", "timeline", ref, "--json").rows
    assert "første kontakt skal være taget, flyttet fra 5. marts 2026 til 6. marts 2026" in last["sentence"]
    assert mentor(*REPROJECT).rows == []
    assert len(mentor("course", "timeline", other, "--json").rows) == 1


@pytest.mark.requirement("local.counted_again")
@pytest.mark.parametrize("options", [("--apply",), ("--apply", "--dry-run", "--as", "coordinator:kirsten")])
def test_somebody_must_be_named_and_only_one_thing_asked_for(
    house: House, mentor: Shell, options: tuple[str, ...]
) -> None:
    """local: who recorded it stands on the course."""
    assert mentor("deadlines", "reproject", *options).code == 2
