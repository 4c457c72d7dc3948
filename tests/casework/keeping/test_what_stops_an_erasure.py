"""What stands in the way of erasing a course: told for all at once, and nothing is done."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from casework.keeping.erasing import approve
from casework.keeping.erasure_certificate import certificate_of
from casework.keeping.retention import Kept, hold, lift, retention_list
from casework.office import Office
from domain.commands import RecordAccessRequest
from domain.errors import InvalidInput, Refused
from models.erasing import letters_not_out
from tests.adapters.referral_reading.mails import CPR
from tests.casework.keeping.ended import FIVE_YEARS, ended_course, instruction
from tests.casework.keeping.listed import states
from tests.house import KIRSTEN, MORNING, House, later


def test_the_list_says_what_stands_in_the_way_of_each_file(house: House) -> None:
    """Local: 5 years; outside: legal hold, access and the confirmed return come first."""
    ref, open_one = ended_course(house), house.matched()
    with house.office(MORNING) as office:
        assert states(office) == {ref: Kept.KEPT}
        assert retention_list(office, within=timedelta(days=90)) == []
        assert open_one not in states(office)
    with house.office(FIVE_YEARS) as office:
        assert states(office) == {ref: Kept.TO_RETURN}
        asked = RecordAccessRequest(received_on=office.now.date(), kinds=("file_access",), channel="mail")
        office.casebook.handle(ref, asked, KIRSTEN, office.now)
        assert states(office) == {ref: Kept.ASKED_FOR}
        hold(office, ref, "court", KIRSTEN)
        assert states(office) == {ref: Kept.HELD}
        lift(office, ref, KIRSTEN)
        with pytest.raises(InvalidInput, match="reason"):
            hold(office, ref, "fordi", KIRSTEN)
        assert [line.ref for line in retention_list(office, "kommune-x")] == []


def test_what_stands_in_the_way_is_told_for_all_courses_at_once_and_nothing_is_done(house: House) -> None:
    """Outside: only on the controller's instruction and after confirmed return."""
    first, second = ended_course(house), house.matched()
    with house.office(FIVE_YEARS) as office:
        given = json.loads(instruction(office, first, second))
        given["courses"].append({"ref": "M-2026-0099", "decision_code": "2222-3333-4444"})
        with pytest.raises(InvalidInput) as caught:
            approve(office, json.dumps(given).encode())
        told = [problem.field for problem in caught.value.problems]
        assert list(dict.fromkeys(told)) == [f"courses.{n}.ref" for n in range(3)]
        of_second = [problem.wrong for problem in caught.value.problems if problem.field == "courses.1.ref"]
        assert len(of_second) == 2
        assert "breve, der ikke er ude" in of_second[1]
        assert "RecordFileReturn" in caught.value.message
        assert office.casebook.recorded(first)


def test_a_letter_that_is_not_out_stops_the_erasure(house: House, due: tuple[Office, str]) -> None:
    office, ref = due
    seq = office.casebook.course(ref).seq
    office.outbox.add_intent(ref, seq, kind="delivery_held", to="coordinator", urgent=False, now=office.now)
    assert letters_not_out(office.database, ref) == 1
    with pytest.raises(InvalidInput, match="breve, der ikke er ude: 1"):
        approve(office, instruction(office, ref))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decider_ref": "Mette"}, "decider_ref"),
        ({"courses": []}, "courses"),
        ({"courses": [{"ref": CPR, "decision_code": "x"}]}, "courses.0.ref"),
        ({"early": "måske"}, "early"),
    ],
)
def test_a_wrong_instruction_names_the_field_and_repeats_nothing(
    house: House, changes: dict[str, Any], field: str
) -> None:
    with house.office() as office:
        with pytest.raises(InvalidInput) as caught:
            approve(office, json.dumps({"decider_ref": "D-0001", "courses": [], **changes}).encode())
        assert field in caught.value.message
        assert CPR not in caught.value.message


@pytest.mark.requirement("outside.who_decided")
def test_without_her_own_valid_code_nobody_erases(due: tuple[Office, str]) -> None:
    """Outside: only the controller's registered decider instructs, with a code that holds once."""
    office, ref = due
    given = json.loads(instruction(office, ref))
    given["courses"][0]["decision_code"] = "2222-3333-4444"
    (done,) = approve(office, json.dumps(given).encode())
    assert isinstance(done.error, Refused)
    assert office.casebook.recorded(ref)
    with pytest.raises(Refused, match="ikke registreret"):
        approve(office, json.dumps({**given, "decider_ref": "D-0099"}).encode())


def test_what_is_not_erased_has_no_certificate(house: House) -> None:
    ref = house.matched()
    with house.office(later(MORNING, hours=1)) as office, pytest.raises(Refused, match="ikke slettet"):
        certificate_of(office, ref)
