"""`mentor decider`, `decision-code`, `keys` and `audit`: who may decide, and what proves the books."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy import text

from tests.casework.decisions.test_authority import METTE
from tests.deployments.cli.shell import Shell, Typed
from tests.house import House


def added(mentor: Shell, folder: Path, *more: str, **changes: str) -> Typed:
    file = folder / "mette.json"
    file.write_text(json.dumps(METTE | changes), encoding="utf-8")
    return mentor("decider", "add", "--from", file, *more)


def test_a_decider_is_added_from_a_file_and_listed(house: House, mentor: Shell, tmp_path: Path) -> None:
    assert "mentor decider add" in mentor("decider", "list").out
    assert added(mentor, tmp_path).out == "Registreret som D-0001.\n"
    (row,) = added(mentor, tmp_path, "--json", role="job_consultant").rows
    assert (row["ref"], row["role"]) == ("D-0002", "job_consultant")
    rows = mentor("decider", "list", "--json").rows
    assert [list(one) for one in rows] == [["ref", "controller", "role", "unit", "name", "email"]] * 2
    listed = mentor("decider", "list").out
    assert "Mette" in listed
    assert "sagsbehandler" in listed


def test_a_decider_with_a_bad_field_is_refused_by_its_name(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    typed = added(mentor, tmp_path, role="borgmester", email="hemmelig")
    assert typed.code == 2
    assert "role" in typed.err
    assert "email" in typed.err
    assert "hemmelig" not in typed.err


def test_a_code_is_shown_once_and_decides_once(house: House, mentor: Shell, tmp_path: Path) -> None:
    ref = house.matched()
    added(mentor, tmp_path)
    (issued,) = mentor("decision-code", ref, "--decider", "D-0001", "--hours", "2", "--json").rows
    assert list(issued) == ["code", "decider_ref", "course", "expires_at"]
    assert issued["expires_at"].startswith("2026-03-02T10:10")
    fields = {"decider_ref": "D-0001", "decision_code": issued["code"], "granted": False}
    (tmp_path / "nej.json").write_text(json.dumps(fields))
    (tmp_path / "tom.json").write_text("{}")
    act, by = ("course", "act", ref), ("--as", "coordinator:kirsten", "--json")
    mentor(*act, "OpenExtensionReview", "--from", tmp_path / "tom.json", *by)
    (row,) = mentor(*act, "DecideExtension", "--from", tmp_path / "nej.json", *by).rows
    assert row["events"] == ["ExtensionDecided"]
    again = mentor(*act, "DecideExtension", "--from", tmp_path / "nej.json", *by)
    assert again.code == 1
    assert issued["code"] not in again.err
    printed = mentor("decision-code", ref, "--decider", "D-0001").out
    assert "gælder til 2026-03-03 kl. 09.10" in printed


def test_a_code_for_an_unknown_decider_is_refused(house: House, mentor: Shell) -> None:
    typed = mentor("decision-code", house.matched(), "--decider", "D-0009")
    assert typed.code == 1
    assert "mentor decider add" in typed.err


def test_after_a_rotation_the_books_still_open(house: House, mentor: Shell) -> None:
    ref = house.matched()
    before = house.place.master_key_file.read_bytes()
    (row,) = mentor("keys", "rotate", "--json").rows
    assert row["rewrapped"] >= 2
    assert house.place.master_key_file.read_bytes() != before
    assert (
        len(mentor("course", "timeline", ref, "--personal", "--as", "coordinator:kirsten", "--json").rows)
        == 3
    )
    assert mentor("audit", "verify").code == 0
    assert "Tag en ny kopi" in mentor("keys", "rotate").out


def test_an_audit_that_holds_exits_with_0_and_one_that_does_not_with_1(house: House, mentor: Shell) -> None:
    ref = house.matched()
    (row,) = mentor("audit", "verify", "--json").rows
    assert row == {"ok": True, "courses": 1, "events": 3, "findings": []}
    assert mentor("audit", "verify").out == "Alt stemmer: 1 forløb, 3 hændelser.\n"
    with house.office() as office, office.database.casebook.connection() as connection:
        connection.execute(text("UPDATE event SET actor = 'mentor:bo' WHERE seq = 2"))
        connection.commit()
    typed = mentor("audit", "verify")
    assert typed.code == 1
    assert typed.out.startswith("Noget stemmer IKKE")
    assert ref in typed.out


def test_a_checkpoint_is_written_and_can_be_held_against_the_books(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    house.matched()
    file = tmp_path / "kontrol.jsonl"
    assert mentor("audit", "checkpoint", "--out", file, "--json").rows == [{"path": str(file), "courses": 1}]
    assert mentor("audit", "verify", "--against", file).code == 0
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[1].replace('"seq": 3', '"seq": 9')]))
    assert mentor("audit", "verify", "--against", file).code == 1
    assert mentor("audit", "checkpoint", "--out", file).out == f"{file}: 1 forløb.\n"
