"""A coordinator is away: whoever does her work has her courses, her letters and her emergencies."""

from __future__ import annotations

import pytest

from adapters.staff import StaffMember
from casework.access.break_glass import break_glass, break_glasses_of
from casework.corps.absences import check_absence
from casework.corps.coordinating import coordinating, reaches
from casework.corps.readers import reader_of
from casework.lists.agendas import pressing_of
from casework.office import Office
from domain.calendar import local_day
from domain.errors import InvalidInput
from tests.domain.corps.cast import absence
from tests.factories import KIRSTEN, at
from tests.portal.test_seeing_parts import REASON, account
from tests.portal.town import HERE, NOON, Town

COVER = pytest.mark.requirement("local.absence_cover")
SOLVEIG = """
[[coordinator]]
id = "solveig"
name = "Solveig Brink"
email = "solveig@mentorhuset.example"
phone = "70 00 00 05"
"""
ONLY_HERE = f'controllers = ["{HERE}"]\n'


def hired(town: Town, *, limit: str = "") -> None:
    """Another coordinator works here."""
    file = town.home / "staff.toml"
    file.write_text(file.read_text(encoding="utf-8") + SOLVEIG + limit, encoding="utf-8")


def away(office: Office, substitute: str = "") -> None:
    office.corps.absences.add(absence("kirsten", "2026-03-20", "2026-03-21", substitute), "test", NOON)


def glasses(office: Office, coordinator: str) -> list[str]:
    return [one.ref for one in break_glasses_of(office, coordinator)]


@COVER
@pytest.mark.parametrize("substitute", ["solveig", ""])
def test_what_is_hers_is_somebody_elses_while_she_is_away_and_hers_again(town: Town, substitute: str) -> None:
    hired(town)
    with town.office() as office:
        break_glass(office, account(office, "caseworker:D-0003"), town.active, REASON)
        assert glasses(office, "solveig") == []
        away(office, substitute)
        assert glasses(office, "solveig") == glasses(office, "kirsten") == [town.active]
        assert town.active in {one.ref for one in pressing_of(office, "solveig", local_day(NOON).max)}
        reader = reader_of(office, office.casebook.course(town.active), "coordinator")
        assert (reader.member.id, reader.instead_of and reader.instead_of.id) == ("solveig", "kirsten")
    town.set_clock(at("2026-03-23 09:00"))
    with town.office() as office:
        assert glasses(office, "solveig") == []
        assert reader_of(office, office.casebook.course(town.active), "coordinator").member.id == "kirsten"


@COVER
def test_a_colleague_who_may_not_see_the_same_municipalities_is_not_chosen(town: Town) -> None:
    hired(town, limit=ONLY_HERE)
    with town.office() as office:
        away(office)
        assert coordinating(office, "kirsten").person == "kirsten"
        assert glasses(office, "solveig") == []
        with pytest.raises(InvalidInput) as caught:
            check_absence(office, absence("kirsten", "2026-04-20", "2026-04-21", "solveig"), KIRSTEN)
    (problem,) = caught.value.problems
    assert (problem.field, problem.wrong) == ("substitute", "er ikke koordinator for de samme kommuner")


def test_who_is_limited_stands_in_for_the_same_or_fewer() -> None:
    def one(*controllers: str) -> StaffMember:
        return StaffMember("x", "X", "x@mentorhuset.example", "1", controllers)

    assert reaches(one(), one("a"))
    assert reaches(one("a", "b"), one("a"))
    assert not reaches(one("a"), one("a", "b"))
    assert not reaches(one("a"), one())
