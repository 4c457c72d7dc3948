"""A report outlives its course, until the municipality says that it is to be erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casework.confidential.confidential_keeping import erase_reports, kept_reports, write_report_certificate
from casework.confidential.reporting import report_child, report_crime, standing
from casework.decisions.authority import add_decider
from casework.office import Office
from domain.errors import InvalidInput, Refused
from tests.casework.confidential.reported import CANARY, CHILD, CRIME, SOREN, reported, rows
from tests.casework.keeping.ended import METTE
from tests.casework.whole_case.exported import pdf_text
from tests.factories import AMIRA, KIRSTEN
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow


def test_erasing_a_course_leaves_the_report(house: House) -> None:
    ref = house.matched()
    with house.office() as office:
        receipt = report_child(office, ref, CHILD, AMIRA)
        (course,) = rows(office.database.casebook, "SELECT key_id FROM course")
        office.keyring.destroy(course["key_id"], office.now)
        assert standing(office, receipt.receipt).state == "waiting"


def instruction(office: Office, *numbers: str) -> bytes:
    """What the municipality's registered decider asks for."""
    decider = add_decider(office, json.dumps(METTE).encode())
    return json.dumps({"decider_ref": decider.ref, "document_sha256": "ab" * 32, "numbers": numbers}).encode()


@pytest.mark.requirement("outside.kept_reports")
def test_a_manager_erases_what_is_over_on_the_municipalitys_word_and_gets_a_certificate(
    house: House, tmp_path: Path
) -> None:
    ref = house.matched()
    with house.office() as office, house.mail_server():
        receipt = reported(office, ref)
        report_crime(office, ref, CRIME, AMIRA)
        with pytest.raises(Refused):
            kept_reports(office, KIRSTEN)
        found = {one.settled: one for one in kept_reports(office, SOREN)}
        assert found[True].keep_until == found[True].reported_on.replace(
            year=found[True].reported_on.year + 5
        )
        assert CANARY not in repr(found)
        assert ref not in repr(found)
        with pytest.raises(InvalidInput, match="skal opbevares til"):
            erase_reports(office, instruction(office, found[True].number), SOREN)
    with house.office(later(MORNING, days=5 * 365 + 2)) as office:
        both = instruction(office, found[True].number, found[False].number, "0" * 12)
        with pytest.raises(InvalidInput, match=r"ikke afgjort[\s\S]*numbers.2: findes ikke"):
            erase_reports(office, both, SOREN)
        assert len(kept_reports(office, SOREN)) == 2
        (done,) = erase_reports(office, instruction(office, found[True].number), SOREN)
        paper = write_report_certificate(office, done, tmp_path)
        assert [one.number for one in kept_reports(office, SOREN)] == [found[False].number]
        with pytest.raises(Refused):
            standing(office, receipt.receipt)
    told = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    assert (told["number"], told["unreadable"], told["books"]["ok"]) == (found[True].number, True, True)
    printed = pdf_text(paper)
    assert "kan ikke læses af nogen" in printed
    assert ref not in printed
    with pytest.raises(InvalidInput, match="numbers"), house.office() as office:
        erase_reports(office, b'{"decider_ref": "D-0001"}', SOREN)
