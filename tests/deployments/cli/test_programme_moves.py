"""`mentor programme migrate`, and what the round does by itself: courses go over to another version."""

from __future__ import annotations

import pytest

from tests.deployments.cli.shell import Shell
from tests.deployments.cli.written import FROM_JULY, NEW_VERSION, Write, install
from tests.factories import at, beginning
from tests.house import MORNING, House

SLOWER = "\n[deadlines.follow_up]\nweeks = 4\n"
ACTIVE = beginning()[1:]


def test_a_move_is_shown_first_and_changes_nothing_until_it_is_applied(
    house: House, mentor: Shell, write: Write
) -> None:
    install(house, write("viborg-7.toml", NEW_VERSION, FROM_JULY, more=SLOWER))
    ref = house.course(*ACTIVE, starts=at("2026-02-26 09:14"))
    move = ("programme", "migrate", "--from", "viborg@2026-1", "--to", "viborg@2026-7")
    (row,) = mentor(*move, "--dry-run", "--json").rows
    assert (row["ref"], row["timer"], row["before"], row["after"]) == (
        ref,
        "follow_up",
        "2026-03-26",
        "2026-04-09",
    )
    assert "4 uger efter 12. marts 2026" in row["why"]
    assert mentor("course", "show", ref, "--json").rows[0]["programme_version"] == "2026-1"
    assert mentor(*move, "--dry-run", "--controller", "kommune-b", "--json").out == ""

    assert mentor(*move, "--apply", "--as", "coordinator:kirsten").code == 0
    shown = mentor("course", "show", ref, "--json").rows[0]
    assert shown["programme_version"] == "2026-7"
    timeline = mentor("course", "timeline", ref, "--json").out
    assert "version 2026-7" in timeline
    assert mentor(*move, "--dry-run", "--json").out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "viborg@2026-1", "--to", "viborg@2026-7"), "skriv præcis den ene"),
        (("--from", "viborg@2026-1", "--to", "viborg@2026-1", "--dry-run"), "ikke en anden version"),
        (("--from", "viborg@2026-1", "--to", "naestved@2026-1", "--dry-run"), "ny bevilling og henvisning"),
        (("--from", "viborg@2026-1", "--to", "viborg@9", "--dry-run"), "vælg en af"),
        (("--from", "viborg@2026-1", "--to", "viborg@2026-7", "--apply"), "--as"),
        (("--from", "viborg@2026-1", "--to", "viborg@2026-7", "--apply", "--as", "mentor:bo"), "--as"),
    ],
)
def test_a_move_that_cannot_be_is_refused_before_anything_is_read(
    house: House, mentor: Shell, write: Write, words: tuple[str, ...], told: str
) -> None:
    install(house, write("viborg-7.toml", NEW_VERSION, FROM_JULY))
    typed = mentor("programme", "migrate", *words)
    assert typed.code == 2
    assert told in typed.err


RUNNING = ("[referral]", 'applies_to = "running"\n\n[referral]')


@pytest.mark.requirement("outside.dated_law")
def test_the_round_takes_running_courses_over_on_the_first_day_and_only_then(
    house: House, mentor: Shell, write: Write
) -> None:
    """outside: rules that changed on 1 July apply to running courses where the version says so."""
    install(house, write("viborg-7.toml", NEW_VERSION, ("2020-01-01", "2026-03-29"), RUNNING, more=SLOWER))
    active = house.course(*ACTIVE, starts=at("2026-02-26 09:14"))
    house.set_clock(MORNING)
    waiting = house.course()
    versions = {}
    for instant in (at("2026-03-28 23:59"), at("2026-03-29 00:01")):
        house.set_clock(instant)
        assert mentor("round").code == 0
        for ref in (active, waiting):
            versions[ref, instant] = mentor("course", "show", ref, "--json").rows[0]["programme_version"]
    assert list(versions.values()) == ["2026-1", "2026-1", "2026-7", "2026-1"]
    assert "også gælder for løbende forløb" in mentor("course", "timeline", active, "--json").out
    assert "ProgrammeMigrated" not in mentor("round", "--json").out
