"""`mentor round`, `deliver`, `letters` and `report`: the standing work by hand."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from deployments.sample_home import JOBCENTRE
from domain.commands import RecordClosing
from domain.events import GoalResult
from tests.deployments.cli.shell import Shell
from tests.factories import at, beginning
from tests.house import House

BY_KIRSTEN = ("--as", "coordinator:kirsten")
DELIVERED = ["sent", "retried", "held", "failed", "to_post", "problems", "asked", "server_away"]


def test_a_round_lets_time_pass_where_something_is_due(house: House, mentor: Shell) -> None:
    ref = house.matched()
    assert mentor("round").out == "Ingen frister er forfaldne.\n"
    house.set_clock(at("2026-03-05 08:05"))
    (row,) = mentor("round", "--json").rows
    assert (row["ref"], row["state"]) == (ref, "Rykker udløst")
    assert row["events"].startswith("TimerFired")
    assert mentor("round", "--json").rows == []


def test_a_round_as_of_another_time_is_for_a_demo_home_only(house: House, mentor: Shell) -> None:
    house.matched()
    assert len(mentor("round", "--as-of", "2026-03-05T08:05:00+01:00", "--json").rows) == 1
    (house.home / "demo-home").unlink()
    typed = mentor("round", "--as-of", "2026-03-09T08:00:00+01:00")
    assert typed.code == 4
    assert "mentor init --demo" in typed.err


@pytest.mark.parametrize("instant", ["2026-03-05", "2026-03-05T08:05:00", "i morgen"])
def test_an_instant_needs_its_time_zone(house: House, mentor: Shell, instant: str) -> None:
    typed = mentor("round", "--as-of", instant)
    assert typed.code == 2
    assert "tidszone" in typed.err


@pytest.mark.slow
def test_a_delivery_sends_and_tells_how_many(house: House, mentor: Shell) -> None:
    house.matched()
    with house.mail_server():
        (row,) = mentor("deliver", "--json").rows
    assert list(row) == DELIVERED
    assert (row["sent"], row["to_post"], row["problems"]) == (2, 1, [])
    assert len(house.inbox(JOBCENTRE)) == 1


def test_a_delivery_without_a_server_says_what_is_wrong(house: House, mentor: Shell) -> None:
    house.course()
    typed = mentor("deliver")
    assert typed.code == 4
    assert typed.out.startswith("Sendt 0, prøves igen 1, ")
    assert "smtp-unavailable" in typed.out


def test_letters_are_listed_exported_and_marked(house: House, mentor: Shell, tmp_path: Path) -> None:
    assert mentor("letters").out == "Ingen breve venter.\n"
    house.matched()
    mentor("deliver")
    (row,) = mentor("letters", "--export", tmp_path / "breve", *BY_KIRSTEN, "--json").rows
    assert (list(row), row["kind"]) == (["id", "course", "kind", "created_at"], "mentor_assigned")
    again = mentor("letters", "--export", tmp_path / "breve", *BY_KIRSTEN).out
    assert again.startswith("1 brev er lagt i ")
    assert "besked om mentor" in again
    (file,) = (tmp_path / "breve").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert mentor("letters", "--posted", row["id"], "--json").rows == []
    assert mentor("letters", "--posted", row["id"]).code == 1


def test_the_closing_report_is_written_where_it_is_asked_for(
    house: House, mentor: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = tuple(GoalResult(goal, "reached") for goal in ("g1", "g2", "g3"))
    ending = RecordClosing(reason="grant_ended", outcome="job", results=results, review="Gennemført.")
    ref = house.course(*beginning()[1:], at("2026-06-01 10:00"), ending, starts=at("2026-02-26 09:14"))
    (row,) = mentor("report", "closing", ref, *BY_KIRSTEN, "--out", tmp_path / "ny" / "r.pdf", "--json").rows
    assert row == {"course": ref, "path": str(tmp_path / "ny" / "r.pdf"), "pages": row["pages"]}
    assert row["pages"] >= 2
    assert stat.S_IMODE((tmp_path / "ny" / "r.pdf").stat().st_mode) == 0o600
    monkeypatch.chdir(tmp_path)
    assert mentor("report", "closing", ref, *BY_KIRSTEN).out.startswith(f"{ref}-afsluttende-rapport.pdf: ")
    assert (tmp_path / f"{ref}-afsluttende-rapport.pdf").read_bytes().startswith(b"%PDF-")
    blocked = mentor("report", "closing", ref, *BY_KIRSTEN, "--out", tmp_path / "ny" / "r.pdf" / "x.pdf")
    assert blocked.code == 4
