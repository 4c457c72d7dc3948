"""A mentor leaves: her courses go to others in one go, or nothing is written at all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from casework.corps.leaving import draft, leave
from casework.office import Office
from domain.errors import InvalidInput
from domain.events import MentorReassigned
from domain.history import of_type
from tests.domain.corps.cast import profile
from tests.factories import KIRSTEN, accept, day, match, referral, register
from tests.house import CONTROLLER, House

pytestmark = pytest.mark.slow
LAST = day("2026-03-31")


def two_courses(office: Office) -> list[str]:
    """Two courses of Amira's, for two citizens."""
    refs = []
    for number, cpr in enumerate(("0101505678", "0202505678")):
        given = referral({"cpr": cpr})
        command = register(given, controller=CONTROLLER, partner="Jobcenter A", mail_id=f"m{number}")
        refs.append(office.casebook.register(command, KIRSTEN, office.now).course.ref)
        for step in (accept(), match(cover="")):
            office.casebook.handle(refs[-1], step, KIRSTEN, office.now)
    return refs


def handed(*refs: str, **changes: Any) -> bytes:
    lines = [{"course": ref, "mentor": "bo", "handover": "Læs logbogen.", **changes} for ref in refs]
    return json.dumps(lines).encode()


@pytest.mark.requirement("S1.handover", "local.handover_note", "local.leaving")
def test_all_her_courses_are_handed_over_with_a_note_each(house: House) -> None:
    """S1: a change of mentor loses no knowledge; S3: the leave date is noted."""
    with house.office() as office:
        refs = two_courses(office)
        office.corps.profiles.put([profile("amira"), profile("bo")], str(KIRSTEN), office.now)
        left = leave(office, "amira", handed(*refs), KIRSTEN, LAST)
        assert (left.moved, left.failed, left.overfull) == (tuple(refs), (), ())
        assert {office.casebook.course(ref).mentor for ref in refs} == {"bo"}
        (_, event), *_ = of_type(office.casebook.recorded(refs[0]), MentorReassigned)
        assert event.handover == "Læs logbogen."
        assert office.corps.profiles.all()[0].leaves_on == LAST
        again = leave(office, "amira", handed(*refs), KIRSTEN, None)
        assert (again.moved, again.already) == ((), tuple(refs))


@pytest.mark.requirement("local.leaving")
def test_one_bad_line_and_nothing_is_written(house: House) -> None:
    """local: everything is checked before anything is written, and every problem is named."""
    with house.office() as office:
        refs = two_courses(office)
        office.corps.profiles.put([profile("bo", leaves_on=day("2026-03-01"))], str(KIRSTEN), office.now)
        with pytest.raises(InvalidInput, match="er stoppet ifølge sin profil"):
            leave(office, "amira", handed(*refs), KIRSTEN, LAST)
        office.corps.profiles.put([profile("bo")], str(KIRSTEN), office.now)
        for bad in (
            handed(refs[0]),
            handed(*refs, mentor="ukendt"),
            handed(*refs, cover="bo"),
            handed(*refs, handover=""),
        ):
            with pytest.raises(InvalidInput) as caught:
                leave(office, "amira", bad, KIRSTEN, LAST)
            assert caught.value.problems
        assert {office.casebook.course(ref).mentor for ref in refs} == {"amira"}


def test_a_course_that_cannot_be_written_is_named_and_the_others_go_on(house: House) -> None:
    """local: a part that fails stops no other, and the same file is run again."""
    with house.office() as office:
        refs = two_courses(office)
        key = office.database.casebook
        with key.connection() as connection:
            sql = "SELECT key_id FROM course WHERE ref = ?"
            (key_id,) = connection.exec_driver_sql(sql, (refs[0],)).one()
        office.keyring.destroy(key_id, office.now)
        left = leave(office, "amira", handed(*refs), KIRSTEN, None)
        assert (left.moved, [ref for ref, _ in left.failed]) == ((refs[1],), [refs[0]])


@pytest.mark.requirement("local.leaving", "S4.corps")
def test_a_draft_spreads_the_courses_over_those_with_room(house: House) -> None:
    """S3: weekly capacity is counted with what the lines before give away."""
    with house.office() as office:
        refs = two_courses(office)
        small = [profile("amira"), profile("bo", max_courses=1), profile("cecilie", max_courses=1)]
        office.corps.profiles.put(small, str(KIRSTEN), office.now)
        lines = draft(office, "amira")
    assert [(line["course"], line["mentor"]) for line in lines] == [(refs[0], "bo"), (refs[1], "cecilie")]
