"""Who sees which courses: a list, a search and a single course are asked the same way."""

from __future__ import annotations

import pytest

from casework.access.accounts import Account, account_of
from casework.access.seeing import OutOfSight, courses_seen_by, may_see, must_see, sight_of
from casework.corps.absences import enter_absence
from casework.office import Office
from domain import commands as c
from domain.errors import UnknownCourse
from domain.values import Actor, Role
from models.listing import Wanted
from tests.domain.corps.cast import absence
from tests.factories import at
from tests.portal.town import ACCOUNTS, NOON, Town

KIRSTEN = Actor(Role.COORDINATOR, "kirsten")
ALL = {"received", "incomplete", "matched", "active", "with_bo", "protected", "elsewhere", "cancelled"}
HERE = ALL - {"elsewhere"}
SEEN = {
    "coordinator:kirsten": ALL,
    "manager:soren": ALL,
    "auditor:ulla": ALL,
    "operator:jens": set(),
    # Her own, and the one she is cover of.
    "mentor:amira": {"matched", "active", "protected", "with_bo"},
    "mentor:bo": {"with_bo", "elsewhere", "matched", "active", "protected"},
    # The referrals name Jonas; Mette is of his unit; Liv is of another; Per is of another municipality.
    "caseworker:D-0001": HERE,
    "job_consultant:D-0002": HERE,
    "caseworker:D-0003": set(),
    "caseworker:D-0004": {"elsewhere"},
    # A manager of theirs sees by the same rule as one of her unit.
    "head:D-0005": HERE,
}


def account(office: Office, key: str) -> Account:
    found = account_of(office, key)
    assert found is not None
    return found


def seen(town: Town, office: Office, key: str) -> set[str]:
    """What of the town's courses somebody sees; the list and each course for itself must agree."""
    names = {ref: name for name, ref in town.courses.items()}
    mine = account(office, key)
    listed = {names[row.ref] for row in courses_seen_by(office, mine)}
    assert listed == {name for ref, name in names.items() if may_see(office, mine, ref)}
    return listed


@pytest.mark.requirement("outside.controllers")
def test_each_account_sees_its_own_courses_and_no_others(town: Town) -> None:
    assert set(SEEN) == set(ACCOUNTS)
    with town.office() as office:
        assert {key: seen(town, office, key) for key in SEEN} == SEEN


def test_a_foreign_course_reads_like_one_that_is_not_there(town: Town) -> None:
    with town.office() as office:
        liv = account(office, "caseworker:D-0003")
        with pytest.raises(OutOfSight) as foreign:
            must_see(office, liv, town.active)
        with pytest.raises(UnknownCourse) as missing:
            must_see(office, liv, "M-2026-9999")
        assert foreign.value.message.replace(town.active, "M-2026-9999") == missing.value.message
        with pytest.raises(UnknownCourse):
            must_see(office, account(office, "coordinator:kirsten"), "../etc")
        assert must_see(office, account(office, "mentor:amira"), town.active).ref == town.active


@pytest.mark.requirement("local.absence_cover")
def test_who_stands_in_sees_the_courses_while_she_does(town: Town) -> None:
    with town.office() as office:
        amira = account(office, "mentor:amira")
        assert not may_see(office, amira, town.elsewhere)
        enter_absence(office, absence("bo", "2026-03-20", "2026-03-21", "amira"), KIRSTEN)
        assert seen(town, office, "mentor:amira") == SEEN["mentor:amira"] | {"elsewhere"}
    town.set_clock(at("2026-03-23 09:00"))
    with town.office() as office:
        assert seen(town, office, "mentor:amira") == SEEN["mentor:amira"]


@pytest.mark.requirement("local.absence_cover")
def test_a_cover_who_is_away_herself_passes_the_course_on(town: Town) -> None:
    with town.office() as office:
        oda = Account(Role.MENTOR, "oda", "Oda Lind", "oda@mentorhuset.example")
        for away, by in (("amira", ""), ("bo", "oda")):
            office.corps.absences.add(absence(away, "2026-03-20", "2026-03-21", by), "test", NOON)
        assert {row.ref for row in courses_seen_by(office, oda)} == {
            town.courses[name] for name in SEEN["mentor:bo"]
        }
        assert sight_of(office, oda).uncovered == ("amira",)


@pytest.mark.requirement("S0.closing_report")
def test_a_mentors_access_ends_with_the_course_and_the_caseworkers_does_not(town: Town) -> None:
    with town.office() as office:
        amira, jonas = account(office, "mentor:amira"), account(office, "caseworker:D-0001")
        assert may_see(office, amira, town.matched)
        office.casebook.handle(town.matched, c.Cancel(cause="moved", reason="Flyttet."), KIRSTEN, NOON)
        assert not may_see(office, amira, town.matched)
        assert may_see(office, jonas, town.matched)


def test_a_new_caseworker_sees_the_course_and_the_one_before_does_not(town: Town) -> None:
    with town.office() as office:
        jonas, liv = account(office, "caseworker:D-0001"), account(office, "caseworker:D-0003")
        change = c.ChangeCaseworker(caseworker="Liv Bach", contact="tlf. 87 00 00 00", unit="Ungeteamet")
        office.casebook.handle(town.active, change, KIRSTEN, NOON)
        assert (may_see(office, jonas, town.active), may_see(office, liv, town.active)) == (False, True)


def test_a_name_that_two_have_at_the_authority_opens_nothing(town: Town) -> None:
    with town.office() as office:
        change = c.ChangeCaseworker(caseworker="Liv Bach", unit="Sygedagpenge")
        office.casebook.handle(town.active, change, KIRSTEN, NOON)
        liv = account(office, "caseworker:D-0003")
        assert may_see(office, liv, town.active)
        office.deciders.add(
            controller="kommune-a",
            role="caseworker",
            unit="Barsel",
            name="Liv  bach",
            email="liv2@jobcenter.example",
            now=NOON,
        )
        assert not may_see(office, liv, town.active)


@pytest.mark.requirement("outside.controllers")
def test_a_coordinator_of_one_municipality_sees_nothing_of_the_other(town: Town) -> None:
    file = town.home / "staff.toml"
    kirsten = 'id = "kirsten"\n'
    file.write_text(file.read_text().replace(kirsten, kirsten + 'controllers = ["kommune-b"]\n'))
    with town.office() as office:
        assert seen(town, office, "coordinator:kirsten") == {"elsewhere"}


def test_what_a_list_wants_and_what_may_be_seen_hold_at_once(town: Town) -> None:
    with town.office() as office:
        rows = courses_seen_by(office, account(office, "mentor:amira"), Wanted(mentor="bo"))
        assert [row.ref for row in rows] == [town.with_bo]
