"""Reportable matters as they are kept: found by the receipt, taken by one worker at a time, sealed whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.confidential import CrimeReport, after_attempt, asked_manager, phoned
from domain.errors import Refused
from models.confidential import LEASE, Confidential, new_receipt
from models.database import Database
from models.errors import KeyDestroyed, Tampered
from models.keyring import Keyring
from tests.domain.test_confidential import CHILD, CRIME, NIGHT
from tests.factories import CALENDAR
from tests.models.vault import Vault

LETTER = b"encrypted to the intake"


@pytest.fixture
def reports(database: Database, keyring: Keyring) -> Confidential:
    return Confidential(database, keyring)


def test_a_report_is_found_by_its_receipt_alone_however_it_is_typed(reports: Confidential) -> None:
    receipt = new_receipt()
    row = reports.add(receipt, CHILD, NIGHT, LETTER)
    assert reports.find(f" {receipt.upper()}\n") == CHILD
    assert reports.read(row) == (CHILD, LETTER)
    assert receipt.replace("-", "") not in row
    with pytest.raises(Refused):
        reports.find(new_receipt())


def test_what_is_due_is_taken_by_one_worker_and_comes_back_when_it_dies(reports: Confidential) -> None:
    row = reports.add(new_receipt(), CHILD, NIGHT, LETTER)
    assert reports.take_due(NIGHT - timedelta(seconds=1)) == []
    assert reports.take_due(NIGHT) == [row]
    assert reports.take_due(NIGHT) == []
    assert reports.take_due(NIGHT + LEASE) == [row]
    reports.change(row, lambda one: after_attempt(one, NIGHT, arrived=True, refused=False))
    assert reports.take_due(NIGHT + timedelta(days=9)) == []
    assert reports.ids() == [row]


def test_a_refused_change_changes_nothing(reports: Confidential) -> None:
    row = reports.add(new_receipt(), CRIME, NIGHT)
    with pytest.raises(Refused):
        reports.change(row, lambda one: phoned(one, NIGHT))
    assert reports.read(row) == (CRIME, b"")
    asked = reports.change(row, lambda one: asked_manager(one, NIGHT, CALENDAR))
    assert isinstance(asked, CrimeReport)
    assert reports.take_due(NIGHT) == []


def test_a_report_that_was_moved_does_not_open_and_its_key_is_its_own(
    reports: Confidential, vault: Vault
) -> None:
    one, other = (reports.add(new_receipt(), report, NIGHT) for report in (CHILD, CRIME))
    keys = [vault.value("SELECT key_id FROM confidential WHERE id = :row", row=row) for row in (one, other)]
    assert len(set(keys)) == 2
    of_the_other = "(SELECT content FROM confidential WHERE id = :one)"
    vault.alter(f"UPDATE confidential SET content = {of_the_other} WHERE id = :to", one=one, to=other)
    with pytest.raises(Tampered):
        reports.read(other)
    vault.keyring.destroy(str(keys[0]), NIGHT)
    with pytest.raises(KeyDestroyed):
        reports.read(one)


@pytest.mark.requirement("outside.kept_reports")
def test_an_erased_report_is_gone_with_its_key_and_the_others_stay(
    reports: Confidential, vault: Vault
) -> None:
    one, other = (reports.add(new_receipt(), report, NIGHT) for report in (CHILD, CRIME))
    key = str(vault.value("SELECT key_id FROM confidential WHERE id = :row", row=one))
    reports.erase(one, NIGHT)
    assert reports.ids() == [other]
    assert vault.keyring.destroyed([key]) == {key}
    assert vault.value("SELECT count(*) FROM confidential") == 1
    with pytest.raises(Refused):
        reports.read(one)
    with pytest.raises(Refused):
        reports.erase(one, NIGHT)
    assert reports.read(other)[0] == CRIME


def test_what_an_interrupted_erasure_left_is_not_listed_and_goes_with_the_next(
    reports: Confidential, vault: Vault
) -> None:
    one, other = (reports.add(new_receipt(), report, NIGHT) for report in (CHILD, CRIME))
    vault.keyring.destroy(str(vault.value("SELECT key_id FROM confidential WHERE id = :row", row=one)), NIGHT)
    assert reports.ids() == [other]
    reports.erase(other, NIGHT)
    assert vault.value("SELECT count(*) FROM confidential") == 0
