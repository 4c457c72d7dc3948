"""Before an absence is entered one sees whose courses it touches, and where nobody stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.corps.absences import enter_absence
from casework.corps.touched import preview_absence, without_cover
from domain.corps.absence import Absence
from domain.errors import InvalidInput, Refused
from domain.values import Role
from tests.casework.corps.test_leaving import two_courses
from tests.casework.corps.test_reassigning import COORDINATOR
from tests.factories import KIRSTEN
from tests.house import House

pytestmark = pytest.mark.slow
AWAY = Absence(person="amira", starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 3))


@pytest.mark.requirement("local.absence_cover")
def test_an_absence_is_seen_with_its_courses_before_it_counts(house: House) -> None:
    with house.office() as office:
        refs = two_courses(office)
        seen = preview_absence(office, AWAY, COORDINATOR)
        assert [(one.course, one.stands_in) for one in seen.courses] == [(ref, "") for ref in refs]
        assert seen.uncovered == (date(2026, 3, 2), date(2026, 3, 3))
        assert without_cover(office, COORDINATOR) == [], "nothing is entered"

        covered = preview_absence(office, replace(AWAY, substitute="bo"), COORDINATOR)
        assert {one.stands_in for one in covered.courses} == {"bo"}
        assert (covered.uncovered, covered.coordinated) == ((), 0)

        enter_absence(office, AWAY, KIRSTEN)
        assert [(one.course, one.until) for one in without_cover(office, COORDINATOR)] == [
            (ref, date(2026, 3, 3)) for ref in refs
        ]


def test_a_coordinators_courses_are_counted(house: House) -> None:
    with house.office() as office:
        two_courses(office)
        seen = preview_absence(office, replace(AWAY, person="kirsten"), COORDINATOR)
        assert (seen.courses, seen.coordinated) == ((), 2)


def test_a_preview_refuses_what_entering_refuses(house: House) -> None:
    with house.office() as office:
        for wrong in (replace(AWAY, person="ukendt"), replace(AWAY, substitute="kirsten")):
            with pytest.raises(InvalidInput):
                preview_absence(office, wrong, COORDINATOR)
        with pytest.raises(Refused):
            preview_absence(office, replace(AWAY, substitute="amira"), COORDINATOR)
        with pytest.raises(Refused):
            preview_absence(office, AWAY, replace(COORDINATOR, role=Role.MENTOR, id="amira"))
