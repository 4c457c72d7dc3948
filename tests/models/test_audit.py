"""What was stored can be proved: a changed, swapped or removed row is named, with what and where."""

from __future__ import annotations

import pytest

from domain.errors import UnknownCourse
from models.errors import Tampered
from tests.models.desk import open_casebook
from tests.models.vault import LENGTH, Vault


def test_an_untouched_casebook_is_in_order(vault: Vault) -> None:
    first, second = vault.course(), vault.course()
    seen: list[int] = []

    report = vault.audit.verify(progress=seen.append)

    assert report.ok
    assert (report.courses, report.events) == (2, 2 * LENGTH)
    assert set(report.heads) == {first, second}
    assert vault.audit.course(first).heads[first] == report.heads[first]


def test_a_course_that_does_not_exist_cannot_be_audited(vault: Vault) -> None:
    with pytest.raises(UnknownCourse):
        vault.audit.course("M-2026-9999")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("facts", b'{"mentor":"bo","cover":"bo"}'),
        ("actor", "coordinator:bo"),
        ("at", 1),
        ("flow_run_id", "a-run-that-never-was"),
        ("effect_key", "a-key-that-never-was"),
        ("version", 2),
        ("type", "CourseClosed"),
        ("hash", b"0" * 32),
    ],
)
def test_a_changed_event_row_is_named(vault: Vault, column: str, value: object) -> None:
    ref = vault.course()
    vault.alter(f"UPDATE event SET {column} = :value WHERE course_id = 1 AND seq = 3", value=value)

    findings = vault.findings()

    assert findings[0].startswith(f"event, {ref} hændelse 3: rækken er ændret")
    assert not vault.audit.course(ref).ok


def test_a_changed_ciphertext_is_named_and_is_not_read(vault: Vault) -> None:
    ref = vault.course()
    vault.alter("UPDATE event SET sealed = :value WHERE course_id = 1 AND seq = 1", value=b"x" * 64)

    assert {finding.split(":")[0] for finding in vault.findings()} == {f"event, {ref} hændelse 1"}
    with pytest.raises(Tampered, match=f"event, {ref} hændelse 1: den forseglede kolonne") as raised:
        vault.casebook.recorded(ref)
    assert raised.value.__cause__ is None


def test_swapped_ciphertexts_of_one_course_are_named(vault: Vault) -> None:
    ref = vault.course()
    vault.swap_sealed((1, 1), (1, 3))

    named = {finding.split(":")[0] for finding in vault.findings()}
    assert named == {f"event, {ref} hændelse 1", f"event, {ref} hændelse 3"}


def test_ciphertexts_swapped_between_courses_do_not_open(vault: Vault) -> None:
    first, second = vault.course(), vault.course()
    vault.swap_sealed((1, 1), (2, 1))

    named = {finding.split(":")[0] for finding in vault.findings()}
    assert named == {f"event, {ref} hændelse 1" for ref in (first, second)}
    for ref in (first, second):
        with pytest.raises(Tampered, match="hører til en anden række"):
            vault.casebook.recorded(ref)


def test_a_snapshot_that_is_not_the_fold_is_named(vault: Vault) -> None:
    ref = vault.course()
    vault.alter("UPDATE course SET state = replace(state, '\"amira\"', '\"bo\"') WHERE id = 1")

    assert vault.findings() == [f"course, {ref}: øjebliksbilledet er ikke summen af hændelserne"]


def test_a_snapshot_that_cannot_be_read_is_named_and_the_course_refused(vault: Vault) -> None:
    ref = vault.course()
    vault.alter("UPDATE course SET state = '{}' WHERE id = 1")

    assert vault.findings() == [f"course, {ref}: øjebliksbilledet kan ikke læses"]
    with pytest.raises(Tampered, match=ref):
        open_casebook(vault.database, vault.keyring).course(ref)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("course", "next_due_at", None),
        ("course", "phase", "closed"),
        ("course", "waiting_on", ""),
        ("course", "mentor", "bo"),
        ("course", "head", b"0" * 32),
        ("support_period", "hours", 990000),
        ("support_period", "ends_on", "2027-01-01"),
    ],
)
def test_a_column_that_the_events_do_not_give_is_named(
    vault: Vault, table: str, column: str, value: object
) -> None:
    ref = vault.course()
    key = "id" if table == "course" else "course_id"
    vault.alter(f"UPDATE {table} SET {column} = :value WHERE {key} = 1", value=value)

    assert [finding.split(":")[0] for finding in vault.findings()] == [f"{table}, {ref}"]


def test_a_removed_event_is_named(vault: Vault) -> None:
    ref = vault.course()
    vault.alter("DELETE FROM event WHERE course_id = 1 AND seq BETWEEN 4 AND 5")

    assert vault.findings() == [f"event, {ref}: hændelse 4 til 5 mangler"]


def test_a_cut_tail_is_named(vault: Vault) -> None:
    ref = vault.course()
    vault.alter("DELETE FROM event WHERE course_id = 1 AND seq = :last", last=LENGTH)

    assert vault.findings() == [
        f"event, {ref}: sidste hændelse er {LENGTH - 1}, men forløbet står ved {LENGTH}"
    ]


def test_a_deleted_course_is_missed_because_its_number_was_given_out(vault: Vault) -> None:
    ref, _ = vault.course(), vault.course()
    vault.delete_course(1)

    assert vault.findings() == [f"course, {ref}: forløbet er slettet, for nummeret er givet ud"]


def test_no_finding_repeats_what_the_row_says(vault: Vault) -> None:
    vault.course()
    vault.alter("UPDATE event SET facts = :new WHERE course_id = 1 AND seq = 2", new=b'{"x":"hemmeligt"}')
    vault.alter("UPDATE course SET state = :new WHERE id = 1", new='{"ref":"hemmeligt"}')

    assert "hemmeligt" not in " ".join(vault.findings())
