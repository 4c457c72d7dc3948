"""`mentor access …`: who read what."""

from __future__ import annotations

from tests.deployments.cli.shell import Shell
from tests.house import House


def test_personal_words_are_shown_to_nobody_without_a_name(house: House, mentor: Shell) -> None:
    """Outside: the log of who read what cannot be gone around."""
    ref = house.matched()
    for words in (("course", "timeline", ref, "--personal"), ("letters", "--export", house.home / "breve")):
        typed = mentor(*words)
        assert (typed.code, typed.out) == (2, "")
        assert "--as" in typed.err
    assert mentor("access", "readers", ref).out.startswith("Ingen har fået vist")


def test_the_readers_of_a_course_are_listed(house: House, mentor: Shell) -> None:
    ref = house.matched()
    assert mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten").code == 0
    assert mentor("course", "timeline", ref, "--personal", "--as", "operator:drift").code == 1
    (row,) = mentor("access", "readers", ref, "--json").rows
    assert (row["course"], row["actor"], row["what"]) == (ref, "coordinator:kirsten", "timeline")
    assert "beskyttede" in mentor("access", "readers", ref).out
