"""Several courses change mentor at once: what cannot be done is said first, and stops no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casework.access.accounts import Account
from casework.corps.reassigning import MOVED_ON, NO_NOTE, NOBODY_CHOSEN, NOT_TO_BE_SEEN, Wish, look_through
from casework.corps.reassigning import reassign as do
from domain.commands import ReassignMentor
from domain.corps.profile import MentorProfile
from domain.errors import Refused
from domain.events import MentorReassigned
from domain.history import of_type
from domain.values import Role
from tests.casework.corps.test_leaving import two_courses
from tests.domain.corps.cast import profile
from tests.factories import KIRSTEN, day
from tests.house import House

pytestmark = pytest.mark.slow
COORDINATOR = Account(Role.COORDINATOR, "kirsten", "Kirsten Holm", "kirsten@leverandoer.example")
NOTE = "Læs logbogen."


@pytest.mark.requirement("S1.handover", "local.handover_note")
def test_each_course_is_handed_over_by_itself_and_one_that_fails_stops_no_other(house: House) -> None:
    with house.office() as office:
        first, second = two_courses(office)
        wishes = [
            Wish(first, "bo", "", NOTE),
            Wish(second, "bo", "", NOTE),
            Wish("M-2026-9999", "bo", "", NOTE),
        ]
        looks = look_through(office, COORDINATOR, wishes)
        assert [look.problems for look in looks] == [(), (), (NOT_TO_BE_SEEN,)]
        assert {office.casebook.course(ref).mentor for ref in (first, second)} == {"amira"}

        seen = [replace(look.wish, seen=look.seq) for look in looks]
        office.casebook.handle(
            second, ReassignMentor(mentor="bo", cover="", handover=NOTE), KIRSTEN, office.now
        )
        done = do(office, COORDINATOR, look_through(office, COORDINATOR, seen))
        assert [bool(one.failed) for one in done] == [False, True, True]
        assert MOVED_ON in done[1].failed
        (_, event), *_ = of_type(office.casebook.recorded(first), MentorReassigned)
        assert event.handover == NOTE


def test_everything_that_stands_in_the_way_is_said_of_each_course(house: House) -> None:
    with house.office() as office:
        first, second = two_courses(office)
        gone: MentorProfile = profile("bo", leaves_on=day("2026-03-01"))
        office.corps.profiles.put([gone], str(KIRSTEN), office.now)
        blank, left = look_through(
            office, COORDINATOR, [Wish(first, "", "", " "), Wish(second, "bo", "ukendt", NOTE)]
        )
        assert set(blank.problems) >= {NOBODY_CHOSEN, NO_NOTE}
        assert any("er stoppet ifølge sin profil" in one for one in left.problems)
        assert any("ukendt står ikke i staff.toml" in one for one in left.problems)
        assert [one.failed for one in do(office, COORDINATOR, [left])] == [" ".join(left.problems)]


def test_only_a_coordinator_hands_over_in_bulk(house: House) -> None:
    with house.office() as office, pytest.raises(Refused):
        look_through(office, replace(COORDINATOR, role=Role.MENTOR, id="amira"), [])
