"""What the corps carries is remembered by each course's last event, and never older than the last commit."""

from __future__ import annotations

from datetime import date

import pytest

from casework.corps import carrying
from casework.corps.carrying import NOTHING, carried_by_mentor
from casework.corps.caseload import caseload
from casework.office import Office
from domain.commands import ReassignMentor
from domain.corps.load import load_on
from tests.factories import KIRSTEN, accept
from tests.house import House

TO_BO = ReassignMentor(mentor="bo", cover="", handover="Kender målene og praktikstedet.")


def courses_of(office: Office, mentor: str) -> int:
    return load_on(carried_by_mentor(office).get(mentor, NOTHING), date(2026, 3, 16)).courses


@pytest.mark.requirement("local.caseload")
def test_a_course_that_moves_on_weighs_where_it_is_now(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ref = house.matched()
    with house.office() as office:
        assert (courses_of(office, "amira"), courses_of(office, "bo")) == (1, 0)
        office.casebook.handle(ref, TO_BO, KIRSTEN, office.now)
        assert (courses_of(office, "amira"), courses_of(office, "bo")) == (0, 1)
        monkeypatch.setattr(carrying, "MOST_REMEMBERED", 0)
        monkeypatch.setattr(carrying, "MOST_BURDENS", 0)
        assert (courses_of(office, "amira"), courses_of(office, "bo")) == (0, 1), "forgotten and read anew"
        line = next(one for one in caseload(office) if one.mentor == "bo")
        assert (line.courses, line.overdue, line.due) == (1, 0, 0)


def test_a_course_without_a_mentor_is_carried_by_nobody(house: House) -> None:
    house.course(accept())
    with house.office() as office:
        assert dict(carried_by_mentor(office)) == {}
