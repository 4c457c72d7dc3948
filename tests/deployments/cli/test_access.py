"""`mentor access …`: who read what."""

from __future__ import annotations

import json
from pathlib import Path

from tests.deployments.cli.shell import Shell
from tests.house import House

BY_KIRSTEN = ("--as", "coordinator:kirsten")
ASKED = {"received_on": "2026-03-02", "kinds": ["data_access", "file_access"], "channel": "mail"}


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
    assert "Udeladt: bestemte ord 1 sted." in told
    assert mentor("course", "act", ref, "MarkThirdParty", "--from", marks, *BY_KIRSTEN).code == 1
    marks.write_text('{"marks": [{"what": "words", "why": "third_party", "words": "findes slet ikke"}]}')
    typed = mentor("access", "mark", ref, "--from", marks, *BY_KIRSTEN)
    assert (typed.code, "marks.0.words" in typed.err, "slet ikke" in typed.err) == (2, True, False)


def test_open_requests_are_listed_with_both_clocks_until_they_are_answered(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """Outside: aktindsigt and article 15 run apart, and nobody forgets either."""
    ref = house.matched()
    assert mentor("access", "list").out == "Ingen anmodninger er åbne.\n"
    acts = (("RecordAccessRequest", json.dumps(ASKED)),)
    for command, fields in acts:
        (tmp_path / "f.json").write_text(fields)
        assert mentor("course", "act", ref, command, "--from", tmp_path / "f.json", *BY_KIRSTEN).code == 0
    (row,) = mentor("access", "draft", ref, "i2", *BY_KIRSTEN, "--json").rows
    with house.office() as office:
        (line,) = [one for one in office.outbox.envelopes(course_ref=ref) if one.id == row["letter"]]
        assert (line.recipient, line.state) == ("jobcentre", "queued")
        (envelope,) = [one for one in office.outbox.lease_envelopes(office.now) if one.id == line.id]
    assert row["zip_sha256"] in house.opened_by_jobcentre(envelope.raw)
    assert mentor("access", "draft", ref, "i9", *BY_KIRSTEN).code == 1
    rows = mentor("access", "list", "--json").rows
    assert [(row["matter"], row["answer_by"], row["draft_delivered"]) for row in rows] == [
        ("i2", "2026-03-11", True),
        ("d1", "2026-04-07", False),
    ]
    assert "aktindsigt" in mentor("access", "list").out
    (tmp_path / "f.json").write_text('{"matter": "i2", "outcome": "given"}')
    assert mentor("course", "act", ref, "SettleMatter", "--from", tmp_path / "f.json", *BY_KIRSTEN).code == 0
    assert [row["matter"] for row in mentor("access", "list", "--json").rows] == ["d1"]


def test_all_files_of_a_controller_are_handed_over_by_command(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """Outside: hand-over of all files at the end of a contract."""
    ref = house.matched()
    words = ("access", "handover", "--controller", "kommune-a", "--out", tmp_path, *BY_KIRSTEN)
    (row,) = mentor(*words, "--json").rows
    assert (row["ref"], row["file"]) == (ref, f"{ref}.eml")
    assert "1 af 1 sager." in mentor(*words).out
    assert mentor("access", "handover", "--controller", "kommune-x", "--out", tmp_path, *BY_KIRSTEN).code == 2


def test_the_readers_of_a_course_are_listed(house: House, mentor: Shell) -> None:
    ref = house.matched()
    assert mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten").code == 0
    assert mentor("course", "timeline", ref, "--personal", "--as", "operator:drift").code == 1
    (row,) = mentor("access", "readers", ref, "--json").rows
    assert (row["course"], row["actor"], row["what"]) == (ref, "coordinator:kirsten", "timeline")
    assert "beskyttede" in mentor("access", "readers", ref).out
