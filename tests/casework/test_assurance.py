"""Assurance: it is quiet when all is in order, and names by reference what is not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.arriving.intake import fetch_mails
from casework.assurance import assure, export_checkpoint, verify_books
from casework.letters.delivery import deliver
from casework.office import Office
from deployments.local_mail import Fault
from domain.errors import InvalidInput
from tests.factories import CITIZEN
from tests.house import MORNING, House, later


def tampered(office: Office, statement: str, **values: object) -> None:
    with office.database.casebook.connection() as connection:
        assert connection.execute(text(statement), values).rowcount > 0
        connection.commit()


def test_all_in_order_is_said_and_a_signed_checkpoint_is_left_outside_the_database(house: House) -> None:
    house.matched()
    with house.office() as office:
        result = assure(office)
        assert (result.ok, result.courses, result.findings) == (True, 1, ())
        assert result.events == 3
        assert verify_books(office, house.home / "checkpoints" / "2026-03-02.jsonl").ok


def test_a_mail_without_a_fate_is_named_after_an_hour(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        (mail_id,) = fetch_mails(office)
        house.set_clock(later(MORNING, minutes=59))
        assert assure(office).ok
        house.set_clock(later(MORNING, minutes=61))
        result = assure(office)
    assert not result.ok
    assert result.findings == (f"{mail_id}: mailen er ikke afgjort efter en time",)


def test_a_course_that_the_rounds_have_passed_over_is_named(house: House) -> None:
    ref = house.matched()
    with house.office(later(MORNING, days=30)) as office:
        result = assure(office)
    assert result.findings == (f"{ref}: fristen er overskredet uden at runden har været der",)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("waiting_on", "", "ingen har ansvaret"), ("next_due_at", None, "ingen frist")],
)
def test_an_open_course_that_nobody_owns_or_that_has_no_deadline_is_named(
    house: House, column: str, value: str | None, said: str
) -> None:
    ref = house.matched()
    with house.office() as office:
        tampered(office, f"UPDATE course SET {column} = :value", value=value)
        result = assure(office)
    assert f"{ref}: {said}" in result.findings


@pytest.mark.slow
def test_a_letter_that_was_refused_is_named(house: House) -> None:
    house.course()
    with house.office() as office, house.mail_server() as server:
        server.faults.append(Fault.NO_SUCH_USER)
        asyncio.run(deliver(office))
        result = assure(office)
    assert result.findings == ("udsendelse 1: kunne ikke leveres",)


def test_a_changed_event_is_found_and_no_checkpoint_is_signed(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        tampered(office, "UPDATE event SET actor = 'mentor:bo' WHERE seq = 2")
        result = assure(office)
    assert not result.ok
    assert ref in result.findings[0]
    assert not (house.home / "checkpoints").exists()


def test_a_deleted_course_shows_against_an_exported_checkpoint(house: House, tmp_path: Path) -> None:
    ref = house.matched()
    file = tmp_path / "skrevet ud" / "kontrol.jsonl"
    with house.office() as office:
        assert export_checkpoint(office, file) == 1
        for table in ("intent", "support_period", "blind_index", "event"):
            tampered(office, f"DELETE FROM {table}")
        tampered(office, "DELETE FROM course")
        tampered(office, "DELETE FROM counter WHERE series LIKE 'M-%'")
        assert verify_books(office).ok, "the books alone cannot know"
        result = verify_books(office, file)
    assert not result.ok
    assert any(ref in finding for finding in result.findings)
    with house.office() as office, pytest.raises(InvalidInput):
        verify_books(office, tmp_path / "findes-ikke.jsonl")


def test_no_finding_names_a_person(house: House) -> None:
    house.matched()
    with house.office(later(MORNING, days=30)) as office:
        tampered(office, "UPDATE event SET sealed = zeroblob(40) WHERE seq = 1")
        findings = " ".join(assure(office).findings)
    assert findings
    assert CITIZEN.name not in findings
