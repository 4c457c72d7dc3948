"""`mentor course act`: a command from a file or from standard input, done as somebody."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell, acted
from tests.factories import (
    at,
)
from tests.house import House


def test_a_command_is_done_from_a_file(house: House, mentor: Shell, tmp_path: Path) -> None:
    ref = house.course()
    typed = acted(mentor, tmp_path, ref, "AcceptReferral", coordinator="kirsten")
    phase, happened = typed.out.splitlines()
    assert (typed.code, phase) == (0, f"{ref}: fasen er »taget ind«.")
    assert happened.startswith(
        "  Forløbet blev taget ind af mentorkoordinator kirsten; bevillingen løber fra"
    )
    (row,) = acted(mentor, tmp_path, ref, "MatchMentor", "--json", mentor="amira").rows
    assert row == {"course": ref, "phase": "matched", "events": ["MentorMatched"]}


def test_a_command_is_done_from_standard_input(
    house: House, mentor: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = house.course()
    given = io.TextIOWrapper(io.BytesIO(b'{"coordinator": "kirsten"}'), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", given)
    typed = mentor("course", "act", ref, "AcceptReferral", "--from", "-", "--as", "coordinator:kirsten")
    assert typed.code == 0


def test_every_bad_field_is_named_at_once_and_nothing_is_done(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.matched()
    typed = acted(mentor, tmp_path, ref, "RecordMeeting", held_on="0101505678", navn="Maja", starts="10:00")
    assert typed.code == 2
    assert all(field in typed.err for field in ("held_on", "navn", "ends", "category"))
    assert "0101505678" not in typed.err
    assert "Maja" not in typed.err
    assert len(mentor("course", "timeline", ref, "--json").rows) == 3


def test_a_command_may_be_done_at_another_time_in_a_demo_home_only(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.course()
    when = at("2026-03-03 11:00").isoformat()
    assert acted(mentor, tmp_path, ref, "AcceptReferral", "--at", when, coordinator="kirsten").code == 0
    (*_, last) = mentor("course", "timeline", ref, "--json").rows
    assert datetime.fromisoformat(last["at"]) == at("2026-03-03 11:00")
    (house.home / "demo-home").unlink()
    typed = acted(mentor, tmp_path, ref, "MatchMentor", "--at", when, mentor="amira")
    assert typed.code == 4
    assert "mentor init --demo" in typed.err


@pytest.mark.parametrize("actor", ["clock:ur", "mailroom:post", "kirsten", "coordinator:", "chef:kirsten"])
def test_nobody_acts_as_the_system_or_as_nobody(
    house: House, mentor: Shell, tmp_path: Path, actor: str
) -> None:
    (tmp_path / "f.json").write_text("{}")
    words = ("course", "act", house.matched(), "Pause", "--from", tmp_path / "f.json", "--as", actor)
    assert mentor(*words).code == 2


def test_claiming_to_be_a_caseworker_decides_nothing(house: House, mentor: Shell, tmp_path: Path) -> None:
    ref = house.matched()
    (tmp_path / "f.json").write_text(
        '{"granted": true, "starts_on": "2026-06-01", "ends_on": "2026-08-31", "hours": "30"}'
    )
    words = (
        "course",
        "act",
        ref,
        "DecideExtension",
        "--from",
        tmp_path / "f.json",
        "--as",
        "caseworker:D-0001",
    )
    (row,) = mentor(*words, "--json").rows
    assert row["events"] == ["ExtensionReviewOpened", "ExtensionProposed"]
    assert len(json.loads(mentor("course", "show", ref, "--json").out)["periods"]) == 1
