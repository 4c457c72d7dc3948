"""`mentor retention …`: the list, legal hold, the controller's instruction, and the certificate."""

from __future__ import annotations

from pathlib import Path

from tests.casework.keeping.ended import FIVE_YEARS, ended_course, instruction, returned
from tests.deployments.cli.shell import Shell
from tests.house import MORNING, House

BY_KIRSTEN = ("--as", "coordinator:kirsten")
LISTED = ["ref", "controller", "closed_on", "due_on", "state", "held", "returned_on", "erased_on"]


def test_nothing_ended_is_said_kindly(house: House, mentor: Shell) -> None:
    house.matched()
    assert mentor("retention", "list").out == "Ingen afsluttede forløb.\n"
    assert mentor("retention", "finish").out == "Ingen sletning er afbrudt.\n"


def test_a_file_goes_all_the_way_from_the_list_to_its_certificate(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    """Outside: hold, return, the controller's instruction, destruction, certificate; lists go on with it."""
    ref, running = ended_course(house), house.matched(starts=MORNING)
    (row,) = mentor("retention", "list", "--json").rows
    assert (list(row), row["ref"], row["state"]) == (LISTED, ref, "kept")
    assert mentor("retention", "list", "--due", "--json").rows == []
    assert mentor("retention", "hold", ref, "--reason", "court", *BY_KIRSTEN).code == 0
    assert "retssag" in mentor("retention", "list").out
    assert mentor("retention", "hold", ref, "--reason", "fordi", *BY_KIRSTEN).code == 2
    assert mentor("retention", "unhold", ref, *BY_KIRSTEN).code == 0
    file = tmp_path / "godkendelse.json"
    with house.office(FIVE_YEARS) as office:
        returned(office, ref)
        file.write_bytes(instruction(office, ref))
    (row,) = mentor("retention", "approve", "--from", file, "--out", tmp_path, "--json").rows
    assert (row["ref"], row["state"]) == (ref, "slettet")
    assert Path(row["certificate"]).read_bytes().startswith(b"%PDF-")
    for words in (
        ("course", "list"),
        ("course", "show", ref),
        ("course", "timeline", ref),
        ("audit", "verify"),
    ):
        assert mentor(*words).code == 0, words
    assert mentor("course", "explain", ref).code == 0
    readers = mentor("access", "readers", ref).out
    assert mentor("mail", "ledger").code == 0
    assert mentor("round").code == 0
    assert mentor("course", "timeline", ref, "--personal", *BY_KIRSTEN).code == 1
    assert mentor("access", "export", ref, "--out", tmp_path, *BY_KIRSTEN).code == 1
    assert mentor("report", "closing", ref, *BY_KIRSTEN).code == 1
    assert mentor("access", "readers", ref).out == readers
    assert mentor("retention", "certificate", ref, "--out", tmp_path / "igen").code == 0
    assert mentor("retention", "certificate", running).code == 1
    assert mentor("retention", "approve", "--from", file).code == 2


def test_a_code_that_does_not_hold_is_told_and_nothing_is_gone(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = ended_course(house)
    file = tmp_path / "godkendelse.json"
    with house.office(FIVE_YEARS) as office:
        returned(office, ref)
        given = instruction(office, ref).decode()
        file.write_text(given)
    used = given.split('"decision_code": "')[1][:14]
    file.write_text(given.replace(used, "2222-3333-4444"))
    typed = mentor("retention", "approve", "--from", file)
    assert typed.code == 1
    assert "ikke slettet" in typed.out
    assert mentor("course", "timeline", ref, "--personal", *BY_KIRSTEN).code == 0


def test_no_course_is_erased_by_the_ordinary_commands(house: House, mentor: Shell, tmp_path: Path) -> None:
    ref = house.matched()
    (tmp_path / "f.json").write_text("{}")
    for command in ("ApproveErasure", "RecordErasure"):
        typed = mentor("course", "act", ref, command, "--from", tmp_path / "f.json", *BY_KIRSTEN)
        assert (typed.code, "mentor retention approve" in typed.err) == (1, True)
