"""`mentor forecast`: the weeks ahead as a table and as one JSON object, and nothing is changed by looking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.factories import CITIZEN, accept, at
from tests.house import House


@pytest.mark.requirement("local.forecast")
def test_the_weeks_ahead_are_told_and_looking_changes_nothing(house: House, mentor: Shell) -> None:
    """local: mentor forecast lists per week what comes due, escalates and ends; it writes nothing."""
    house.course(accept(), starts=at("2026-03-02 09:10"))
    with house.office() as office:
        before = [(row.ref, row.seq, row.state) for row in office.casebook.courses()]
    typed = mentor("forecast", "--weeks", "4", "--json")
    (told,) = typed.rows
    assert [week["week"] for week in told["weeks"]] == ["2026-W10", "2026-W11", "2026-W12", "2026-W13"]
    first = told["weeks"][0]
    assert first["due"] == {"matching": 1, "first_contact": 1}
    assert first["to_jobcentre"] == {"first_contact": 1}
    assert (first["capacity"], told["overdue"], told["courses"]) == (None, {}, 1)
    assert mentor("forecast", "--weeks", "4", "--json").out == typed.out
    text = mentor("forecast", "--weeks", "4").out
    assert "Hvor mange timer mentorerne har, er ikke kendt" in " ".join(text.split())
    assert not any(word in typed.out + text for word in (CITIZEN.name, CITIZEN.cpr))
    with house.office() as office:
        assert [(row.ref, row.seq, row.state) for row in office.casebook.courses()] == before


@pytest.mark.requirement("local.forecast")
def test_the_hours_needed_stand_beside_those_the_corps_has(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """local: hours needed against capacity, from the mentors' profiles, without those who are away."""
    house.course(accept(), starts=at("2026-03-02 09:10"))
    profile = {"mentor": "amira", "hours_per_week": "20", "starts_on": "2026-01-01"}
    (tmp_path / "profiles.json").write_text(json.dumps([profile]), encoding="utf-8")
    kirsten = ("--as", "coordinator:kirsten")
    assert mentor("corps", "enter", "--from", tmp_path / "profiles.json", *kirsten).code == 0
    away = ("--first", "2026-03-12", "--last", "2026-03-13", *kirsten)
    assert mentor("corps", "absence", "add", "amira", *away).code == 0
    (told,) = mentor("forecast", "--weeks", "3", "--json").rows
    assert [week["capacity"] for week in told["weeks"]] == ["20.00", "12.00", "20.00"]
    assert {week["hours_needed"] for week in told["weeks"]} == {"2.50"}
    assert "En mentor uden profil er ikke regnet med." in mentor("forecast").out


@pytest.mark.parametrize("weeks", ["0", "53", "otte"])
def test_so_many_weeks_cannot_be_foreseen(house: House, mentor: Shell, weeks: str) -> None:
    assert mentor("forecast", "--weeks", weeks).code == 2
