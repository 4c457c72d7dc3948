"""An exported, signed checkpoint shows what a chain cannot: a course that is gone, a tail that is cut."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import cast

import pytest

from domain.errors import InvalidInput
from models.checkpoints import read_checkpoint
from tests.factories import attempt
from tests.factory.stories import beginning
from tests.models.desk import Desk
from tests.models.vault import REACHED, Vault


def test_an_untouched_casebook_agrees_with_its_checkpoint_also_later(vault: Vault) -> None:
    vault.course()
    file, taken = vault.checkpoint()
    vault.course()

    assert read_checkpoint(file) == taken
    assert vault.findings(against=file) == []


def test_a_course_deleted_without_a_trace_is_named(vault: Vault) -> None:
    _, second = vault.course(), vault.course()
    file, _ = vault.checkpoint()
    vault.delete_course(2)
    vault.alter("UPDATE counter SET last = 1")

    assert vault.findings() == []
    assert vault.findings(against=file) == [f"course, {second}: fandtes ved kontrolpunktet, men er væk nu"]


def test_a_cut_tail_that_was_made_to_look_whole_is_named(vault: Vault) -> None:
    desk = Desk(vault.casebook)
    ref = desk.play(beginning()[:5]).ref
    row = vault.kept_row()
    desk.play(REACHED[5:])
    file, taken = vault.checkpoint()
    vault.put_back(row)

    assert vault.findings() == []
    last = f"{ref} hændelse {taken.heads[ref][0]}"
    assert vault.findings(against=file) == [f"event, {last}: fandtes ved kontrolpunktet, men er væk nu"]


def test_a_history_written_anew_is_named(vault: Vault) -> None:
    desk = Desk(vault.casebook)
    ref = desk.play(beginning()[:5]).ref
    row = vault.kept_row()
    desk.play(beginning()[5:7])
    file, _ = vault.checkpoint()
    vault.put_back(row)
    desk.play([attempt("2026-03-02 09:25", reached=True, note="Det gik helt anderledes.")])

    assert vault.findings() == []
    assert vault.findings(against=file) == [f"event, {ref} hændelse 4: er skrevet om siden kontrolpunktet"]


def test_a_checkpoint_that_was_edited_is_not_believed(vault: Vault) -> None:
    vault.course()
    file, taken = vault.checkpoint()
    header, course = (json.loads(line) for line in file.read_text().splitlines())
    course["seq"] = 3
    course["head"] = cast(bytes, vault.value("SELECT hash FROM event WHERE seq = 3")).hex()
    file.write_text(f"{json.dumps(header)}\n{json.dumps(course)}\n")

    assert [finding.split(",")[0] for finding in vault.findings(against=file)] == ["checkpoint"]
    assert not replace(taken, heads={}).is_genuine(vault.keyring)


@pytest.mark.parametrize("content", ["", "not json\n", "[1]\n", '{"at": "2026-03-02"}\n', '{}\n{"ref": 1}\n'])
def test_a_file_that_is_no_checkpoint_is_refused_by_its_line(vault: Vault, content: str) -> None:
    file = vault.folder / "checkpoint.jsonl"
    file.write_text(content)

    with pytest.raises(InvalidInput, match="linje"):
        vault.audit.verify(against=file)
