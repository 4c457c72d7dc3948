"""Every deadline says why it is on its day; the sentences are read by people and must be exact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import instant_at
from domain.explain import MONTHS, danish_date, explain
from domain.lifecycle import Phase
from domain.timers import Timer, TimerKind, Unit, Why, count, rung_instant, shifted
from tests.domain.staging import course_of, in_phase
from tests.factories import CALENDAR, day


def timer(base: str, amount: int, unit: Unit, rung: int = 0) -> Timer:
    """A timer that rings at opening time on its day."""
    why = Why(day(base), amount, unit)
    on = count(why, CALENDAR)
    return Timer(TimerKind.FOLLOW_UP, rung_instant(on, 0, None, CALENDAR), on, why, rung)


WORKING_DAYS, WEEKS, DAYS = Unit.WORKING_DAYS, Unit.WEEKS, Unit.DAYS
EASTER = "3. april 2026 (langfredag), 6. april 2026 (anden påskedag)"
CHRISTMAS = "24. december 2026 (juleaftensdag), 25. december 2026 (juledag)"
NEW_YEAR = "31. december 2026 (nytårsaftensdag)"


@pytest.mark.parametrize(
    ("why", "on", "counted", "closed"),
    [
        (
            ("2026-04-01", 3, WORKING_DAYS),
            "torsdag den 9. april 2026",
            "3 arbejdsdage efter 1. april 2026",
            f"2. april 2026 (skærtorsdag), {EASTER}",
        ),
        (
            ("2026-03-02", 1, WORKING_DAYS),
            "tirsdag den 3. marts 2026",
            "1 arbejdsdag efter 2. marts 2026",
            "",
        ),
        (("2026-03-20", 2, WEEKS), "tirsdag den 7. april 2026", "2 uger efter 20. marts 2026", EASTER),
        (("2026-05-31", -5, WEEKS), "fredag den 24. april 2026", "5 uger før 31. maj 2026", ""),
        (("2027-01-28", -4, WEEKS), "onsdag den 30. december 2026", "4 uger før 28. januar 2027", NEW_YEAR),
        (("2026-05-31", 1, DAYS), "mandag den 1. juni 2026", "1 dag efter 31. maj 2026", ""),
        (("2026-12-23", 1, DAYS), "mandag den 28. december 2026", "1 dag efter 23. december 2026", CHRISTMAS),
        (("2026-03-06", 0, WORKING_DAYS), "fredag den 6. marts 2026", "samme dag som 6. marts 2026", ""),
    ],
)
def test_a_deadline_explains_itself(why: tuple[str, int, Unit], on: str, counted: str, closed: str) -> None:
    moved = f"; lukket: {closed}" if closed else ""
    rings = on.partition(" den ")[2]
    assert explain(timer(*why), CALENDAR) == f"{on}: {counted}{moved}; trin 1 den {rings} kl. 08.00"


def test_the_next_rung_is_told_with_its_own_day_and_hour() -> None:
    late = Timer(
        TimerKind.FOLLOW_UP,
        instant_at(day("2026-03-30"), CALENDAR.opens),
        day("2026-03-26"),
        Why(day("2026-03-12"), 2, Unit.WEEKS),
        rung=2,
    )
    told = explain(late, CALENDAR)
    assert told.endswith("2 uger efter 12. marts 2026; trin 3 den 30. marts 2026 kl. 08.00")


def test_a_deadline_moved_by_a_pause_counts_from_the_day_it_was() -> None:
    moved = shifted(timer("2026-03-12", 2, Unit.WEEKS), 3, CALENDAR)
    assert explain(moved, CALENDAR).startswith(
        "tirsdag den 31. marts 2026: 3 arbejdsdage efter 26. marts 2026"
    )


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(-300, 300), st.sampled_from(list(Unit)))
def test_every_explanation_counts_to_the_deadline_and_names_only_closed_days(
    base: date, amount: int, unit: Unit
) -> None:
    on = count(Why(base, amount, unit), CALENDAR)
    one = Timer(TimerKind.FOLLOW_UP, rung_instant(on, 0, None, CALENDAR), on, Why(base, amount, unit))
    sentence = explain(one, CALENDAR)
    assert sentence.startswith(danish_date(on, weekday=True))
    for named in sentence.partition("lukket: ")[2].partition(";")[0].split("), "):
        if named:
            number, month, year = named.split(" (")[0].replace(".", "").split()
            closed = date(int(year), MONTHS.index(month) + 1, int(number))
            assert not CALENDAR.is_working_day(closed)


@pytest.mark.parametrize("phase", list(Phase))
def test_every_timer_of_a_course_arrives_where_its_explanation_counts_to(phase: Phase) -> None:
    for one in course_of(in_phase(phase)).timers:
        assert explain(one, CALENDAR)
        if one.kind is not TimerKind.DEVIATION:
            assert count(one.why, CALENDAR) == one.deadline_on
