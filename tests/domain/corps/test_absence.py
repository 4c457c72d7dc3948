"""Who stands in for somebody who is away, and that it returns by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import ONE_DAY
from domain.corps.absence import Absence, acting_for, leaving, may_be_absent, uncovered
from tests.domain.corps.cast import MONDAY, absence
from tests.domain.staging import refused
from tests.factories import day

WEEK = absence("amira", "2026-03-02", "2026-03-06", "bo", 1)
PEOPLE = st.sampled_from(["amira", "bo", "cecilie", "dorte"])
DAYS = st.integers(0, 20).map(lambda number: MONDAY + ONE_DAY * number)


@st.composite
def some_absences(draw: st.DrawFn) -> list[Absence]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        first, length = draw(DAYS), draw(st.one_of(st.none(), st.integers(0, 9)))
        ends_on = None if length is None else first + ONE_DAY * length
        who, substitute = draw(PEOPLE), draw(st.one_of(st.just(""), PEOPLE))
        made.append(Absence(id=number, person=who, substitute=substitute, starts_on=first, ends_on=ends_on))
    return made


@pytest.mark.requirement("local.absence_cover")
def test_a_substitute_acts_in_the_period_and_it_returns_by_itself() -> None:
    """S3: absence cover, both days included, and the mentor herself again on the day after."""
    before, after = day("2026-03-01"), day("2026-03-07")
    assert acting_for("amira", before, [WEEK]).person == "amira"
    assert acting_for("amira", day("2026-03-02"), [WEEK]) == ("bo", ("amira",), day("2026-03-06"))
    assert acting_for("amira", day("2026-03-06"), [WEEK]).person == "bo"
    assert acting_for("amira", after, [WEEK]) == ("amira", (), None)
    assert not acting_for("amira", after, [WEEK]).is_substitute


def test_a_substitute_who_is_away_herself_passes_it_on() -> None:
    """local: chains of absence cover end at somebody who is here."""
    chain = [WEEK, absence("bo", "2026-03-03", "2026-03-03", "cecilie", 2)]
    assert acting_for("amira", day("2026-03-03"), chain).person == "cecilie"
    assert acting_for("amira", day("2026-03-03"), chain).passed == ("amira", "bo")
    assert acting_for("amira", day("2026-03-04"), chain).person == "bo"


def test_those_who_stand_in_for_each_other_leave_nobody() -> None:
    """local: a ring of substitutes is found out, and the coordinator is asked."""
    ring = [WEEK, absence("bo", "2026-03-02", None, "amira", 2)]
    assert acting_for("amira", day("2026-03-04"), ring).person == ""
    assert acting_for("amira", day("2026-03-04"), ring).passed == ("amira", "bo")


@pytest.mark.requirement("local.absence_cover")
def test_the_courses_own_cover_stands_in_where_the_absence_names_nobody() -> None:
    """outside: the cover the jobcentre was told of (mentor assigned) is asked before the coordinator is."""
    alone = absence("amira", "2026-03-02", None)
    assert acting_for("amira", MONDAY, [alone]).person == ""
    assert acting_for("amira", MONDAY, [alone], cover="bo").person == "bo"
    away_too = [alone, absence("bo", "2026-03-02", "2026-03-02")]
    assert acting_for("amira", MONDAY, away_too, cover="bo").person == ""
    assert acting_for("amira", MONDAY, [WEEK], cover="cecilie").person == "bo"


def test_one_who_left_is_away_for_good_from_the_day_after() -> None:
    gone = [leaving("amira", day("2026-03-04"))]
    assert acting_for("amira", day("2026-03-04"), gone).person == "amira"
    assert acting_for("amira", day("2027-01-04"), gone) == ("", ("amira",), None)


@given(PEOPLE, DAYS, some_absences(), st.one_of(st.just(""), PEOPLE))
@pytest.mark.requirement("local.absence_cover")
def test_who_acts_is_always_here_and_never_depends_on_the_order(
    person: str, on: date, absences: list[Absence], cover: str
) -> None:
    """local: whatever overlaps, chains and rings there are, nobody who is away is written to."""
    standing = acting_for(person, on, absences, cover)
    assert standing == acting_for(person, on, absences[::-1], cover)
    assert not any(on in absence for absence in absences if absence.person == standing.person)
    assert standing.person not in standing.passed
    assert len(set(standing.passed)) == len(standing.passed)


def test_impossible_absences_are_refused() -> None:
    """local: an absence ends after it begins, never overlaps, and is covered by somebody else."""
    with refused("absence-order"):
        may_be_absent(absence("amira", "2026-03-06", "2026-03-02"), [])
    with refused("absence-substitute"):
        may_be_absent(absence("amira", "2026-03-06", None, "amira"), [])
    with refused("absence-overlap"):
        may_be_absent(absence("amira", "2026-03-06", None), [WEEK])
    may_be_absent(absence("amira", "2026-03-07", None), [WEEK])
    may_be_absent(absence("bo", "2026-03-02", None), [WEEK])
    may_be_absent(WEEK, [WEEK])


def test_days_on_which_nobody_stands_in_are_found_beforehand() -> None:
    away = absence("bo", "2026-03-04", "2026-03-05", number=2)
    days = [day(f"2026-03-0{number}") for number in range(1, 9)]
    assert uncovered(WEEK, days, [away]) == (day("2026-03-04"), day("2026-03-05"))
    assert uncovered(WEEK, days, []) == ()


@pytest.mark.parametrize(
    ("last", "words"),
    [("2026-03-06", "2. marts 2026 til og med 6. marts 2026"), (None, "2. marts 2026 og indtil videre")],
)
def test_an_absence_says_its_days_and_nothing_else(last: str | None, words: str) -> None:
    """S3: never why somebody is absent."""
    assert absence("amira", "2026-03-02", last).words == words
    assert {"id", "person", "substitute", "starts_on", "ends_on"} == set(Absence.__dataclass_fields__)
