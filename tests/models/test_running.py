"""Whose courses run, and when who owes something, is found by columns, the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.duties import Party, nearest
from models.casebook import Casebook
from models.database import Database
from models.desk_counts import letters_not_away, open_incidents
from models.listing import ALL, Wanted
from models.readings import Readings
from models.running import Window
from tests.factories import AMIRA, KIRSTEN, START, accept, at, beginning, match, referral, register
from tests.models.desk import Desk

LONG_AFTER = date(2030, 1, 1)


def _played(casebook: Casebook, *steps: object, cpr: str = "0101505678") -> str:
    desk = Desk(casebook)
    desk.play([register(referral({"cpr": cpr})), *steps])  # type: ignore[list-item]
    return desk.ref


@pytest.fixture
def town(casebook: Casebook) -> tuple[str, str, str]:
    """A course that nobody was given yet, one with a mentor, and one that is active."""
    return (
        _played(casebook),
        _played(casebook, at("2026-02-26 10:00"), accept(), match(), cpr="0201505678"),
        _played(casebook, *beginning()[1:], cpr="0301505678"),
    )


def test_a_coordinator_s_pressing_courses_tell_each_party_s_nearest_day(
    casebook: Casebook, town: tuple[str, str, str]
) -> None:
    found = {one.ref: one for one in casebook.pressing("kirsten", LONG_AFTER)}
    assert set(found) == set(town[1:])
    for ref, one in found.items():
        days = nearest(casebook.course(ref))
        told = {Party.COORDINATOR: one.coordinator, Party.MENTOR: one.mentor, Party.JOBCENTRE: one.jobcentre}
        assert told == {party: days[party].toordinal() if party in days else None for party in Party}


def test_what_nobody_was_given_belongs_to_its_municipality(
    casebook: Casebook, town: tuple[str, str, str]
) -> None:
    controller = casebook.course(town[0]).controller
    assert town[0] in {one.ref for one in casebook.pressing("kirsten", LONG_AFTER, [controller])}
    assert town[0] not in {one.ref for one in casebook.pressing("kirsten", LONG_AFTER, ["another"])}


def test_what_is_due_later_does_not_press(casebook: Casebook, town: tuple[str, str, str]) -> None:
    assert casebook.pressing("kirsten", date(2026, 1, 1)) == []
    assert {head.ref for head in casebook.heads_of_mentor("amira")} == set(town[1:])


def test_the_numbers_of_a_mentor_follow_the_day(casebook: Casebook, town: tuple[str, str, str]) -> None:
    due = nearest(casebook.course(town[1]))[Party.MENTOR]
    (on_the_day,) = casebook.by_mentor(due)
    (after,) = casebook.by_mentor(LONG_AFTER)
    assert (on_the_day.mentor, on_the_day.courses) == ("amira", 2)
    assert on_the_day.today >= 1
    assert (after.late, after.today) == (2, 0)


def test_the_list_comes_in_parts_the_nearest_deadline_first(
    casebook: Casebook, town: tuple[str, str, str]
) -> None:
    wanted = Wanted(open_only=True)
    days = {ref: nearest(casebook.course(ref))["anybody"] for ref in town}
    expected = sorted(town, key=lambda ref: (days[ref], ref))
    parts = [casebook.page(wanted, Window(start, 1)) for start in range(4)]
    assert parts == [[ref] for ref in expected] + [[]]
    assert casebook.how_many(wanted) == 3
    before = days[expected[0]] + timedelta(days=1)
    assert casebook.page(wanted, Window(0, 9, before)) == expected[: casebook.how_many(wanted, before)]
    assert casebook.page(replace(ALL, ended_only=True), Window(0, 9)) == []


def test_many_snapshots_are_read_together(casebook: Casebook, town: tuple[str, str, str]) -> None:
    refs = [*town, "M-2026-9999"] * 20
    found = {head.ref: course.seq for head, course in casebook.several(refs)}
    assert found == {ref: casebook.course(ref).seq for ref in town}


def test_a_citizen_is_the_one_of_the_newest_referral(casebook: Casebook, town: tuple[str, str, str]) -> None:
    found = casebook.citizens([*town, "M-2026-9999"])
    numbers = ("0101505678", "0201505678", "0301505678")
    assert {ref: citizen.cpr for ref, citizen in found.items()} == dict(zip(town, numbers, strict=True))


def test_readings_of_several_courses_are_one_commit_and_one_chain(
    casebook: Casebook, database: Database, town: tuple[str, str, str]
) -> None:
    readings = Readings(database)
    readings.record(KIRSTEN, "timeline", START, course_ref=town[0])
    readings.record_each(AMIRA, "names", START, town)
    assert [one.what for one in readings.of_course(town[0])] == ["timeline", "names"]
    assert [one.id for one in readings.of_course(town[2])] == [4]


def test_an_empty_desk_has_nothing_on_it(casebook: Casebook, database: Database) -> None:
    assert not letters_not_away(database)
    assert open_incidents(database) == 0
