"""`mentor access …`: who read what."""

from __future__ import annotations

from pathlib import Path

from tests.deployments.cli.shell import Shell
from tests.house import House

BY_KIRSTEN = ("--as", "coordinator:kirsten")


def test_personal_words_are_shown_to_nobody_without_a_name(house: House, mentor: Shell) -> None:
    """Outside: the log of who read what cannot be gone around."""
    ref = house.matched()
    for words in (("course", "timeline", ref, "--personal"), ("letters", "--export", house.home / "breve")):
        typed = mentor(*words)
        assert (typed.code, typed.out) == (2, "")
        assert "--as" in typed.err
    assert mentor("access", "readers", ref).out.startswith("Ingen har fået vist")


def test_a_course_is_marked_and_written_out_by_command(house: House, mentor: Shell, tmp_path: Path) -> None:
    """Outside: a person checks third-party data before a file is handed out."""
    ref = house.matched()
    marks = tmp_path / "marks.json"
    marks.write_text('{"marks": [{"what": "words", "why": "third_party", "words": "praktikstedet"}]}')
    assert mentor("access", "mark", ref, "--from", marks, *BY_KIRSTEN).code == 0
    assert "praktikstedet" in mentor("access", "marks", ref, *BY_KIRSTEN).out
    (row,) = mentor("access", "export", ref, "--out", tmp_path, *BY_KIRSTEN, "--json").rows
    assert (row["left_out"]["words"], row["folder"]) == (1, str(tmp_path / ref))
    told = mentor("access", "export", ref, "--out", tmp_path, *BY_KIRSTEN).out
    assert "ord 1 steder" in told
    assert mentor("course", "act", ref, "MarkThirdParty", "--from", marks, *BY_KIRSTEN).code == 1
    marks.write_text('{"marks": [{"what": "words", "why": "third_party", "words": "findes slet ikke"}]}')
    typed = mentor("access", "mark", ref, "--from", marks, *BY_KIRSTEN)
    assert (typed.code, "marks.0.words" in typed.err, "slet ikke" in typed.err) == (2, True, False)


def test_the_readers_of_a_course_are_listed(house: House, mentor: Shell) -> None:
    ref = house.matched()
    assert mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten").code == 0
    assert mentor("course", "timeline", ref, "--personal", "--as", "operator:drift").code == 1
    (row,) = mentor("access", "readers", ref, "--json").rows
    assert (row["course"], row["actor"], row["what"]) == (ref, "coordinator:kirsten", "timeline")
    assert "beskyttede" in mentor("access", "readers", ref).out
