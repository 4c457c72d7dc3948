"""`mentor report …`: typed, with what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.deployments.cli.shell import Shell
from tests.house import House

pytestmark = pytest.mark.slow
SECRET = "Der arbejdes sort paa havnen 0815"
AMIRA, SOREN = ("--as", "mentor:amira"), ("--as", "manager:soren")


def file(folder: Path, content: object) -> Path:
    path = folder / "given"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.requirement("outside.child_welfare")
def test_a_report_about_a_child_says_on_the_spot_whether_it_has_arrived(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.matched()
    given = file(tmp_path, {"concern": "Barnet er alene om natten."})
    waits = mentor("report", "child", ref, "--from", given, *AMIRA)
    assert waits.code == 4
    assert "IKKE fremme endnu. Ring nu til Børn og Unge A, modtagelsen: 70 00 01 12." in waits.out
    with house.mail_server():
        (sent,) = mentor("report", "child", ref, "--from", given, *AMIRA, "--json").rows
    assert (sent["state"], sent["phone"]) == ("sent", "70 00 01 12")
    code = file(tmp_path, sent["receipt"])
    assert "afleveret" in mentor("report", "receipt", "--from", code).out
    (told,) = mentor("report", "receipt", "--from", code, "--phoned", "--json").rows
    assert (told["about"], told["state"]) == ("child", "sent")
    assert "fortrolig" not in mentor("deliver").out


@pytest.mark.requirement("outside.crime")
def test_a_manager_reads_and_decides_what_was_entrusted_to_her(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.matched()
    given = file(tmp_path, {"facts": SECRET, "manager": "soren"})
    (row,) = mentor("report", "crime", ref, "--from", given, *AMIRA, "--json").rows
    code = file(tmp_path, row["receipt"])
    assert mentor("report", "read", "--from", code, *AMIRA).code == 1
    assert SECRET in mentor("report", "read", "--from", code, *SOREN).out
    answer = {"receipt": row["receipt"], "may_be_passed_on": True, "passed_to": "police"}
    refused = mentor("report", "decide", "--from", file(tmp_path, answer), *SOREN)
    assert (refused.code, "basis-missing" in refused.err) == (1, True)
    lawful = answer | {"legal_basis": "Straffeloven § 152 e"}
    assert mentor("report", "decide", "--from", file(tmp_path, lawful), *SOREN).code == 0
    code = file(tmp_path, row["receipt"])
    assert "gives til politiet Straffeloven § 152 e" in mentor("report", "read", "--from", code, *SOREN).out
    assert "lederen har taget stilling" in mentor("report", "receipt", "--from", code).out


@pytest.mark.requirement("outside.kept_reports")
def test_a_manager_sees_numbers_and_days_alone_and_erases_nothing_before_its_time(
    house: House, mentor: Shell, tmp_path: Path
) -> None:
    ref = house.matched()
    given = file(tmp_path, {"facts": SECRET, "manager": "soren"})
    assert mentor("report", "crime", ref, "--from", given, *AMIRA).code == 0
    (row,) = mentor("report", "kept", *SOREN, "--json").rows
    assert sorted(row) == ["controller", "keep_until", "number", "reported_on", "settled"]
    shown = mentor("report", "kept", *SOREN).out
    assert "ikke afgjort" in shown
    assert ref not in shown
    assert mentor("report", "kept", *AMIRA).code == 1
    asked = {"decider_ref": "D-0001", "document_sha256": "ab" * 32, "numbers": [row["number"]]}
    assert mentor("report", "erase", "--from", file(tmp_path, asked), *SOREN).code == 1
    assert mentor("report", "erase", "--from", file(tmp_path, {}), *SOREN).code == 2
