"""Each kind of deadline says what it is counted from, and every explanation leads to its day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.explain import MONTHS, danish_date, explain
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind, Unit, Why, count, rung_instant
from domain.words import COUNTED_FROM
from tests.domain.ringing import DAYS, WEEKS, WORKING_DAYS, timer
from tests.domain.staging import course_of, in_phase
from tests.factories import CALENDAR, day

FRIDAY = day("2026-03-06")
NAMED_DAY = re.compile(r"(\d+)\. (\w+) (\d{4}) \(")
COUNTED = {
    TimerKind.COMPLETE_PARTS: (
        5,
        WORKING_DAYS,
        "5 arbejdsdage efter 6. marts 2026 (henvisningen kom); trin 1",
    ),
    TimerKind.ACCEPTANCE: (
        2,
        WORKING_DAYS,
        "2 arbejdsdage efter 6. marts 2026 (henvisningen var fuldstændig)",
    ),
    TimerKind.MATCHING: (
        2,
        WORKING_DAYS,
        "2 arbejdsdage efter 6. marts 2026 (forløbet blev taget ind, eller venter på",
    ),
    TimerKind.FIRST_CONTACT: (
        3,
        WORKING_DAYS,
        "3 arbejdsdage efter 6. marts 2026 (forløbet blev taget ind, eller",
    ),
    TimerKind.FIRST_MEETING: (
        10,
        WORKING_DAYS,
        "10 arbejdsdage efter 6. marts 2026 (første kontakt); trin 1",
    ),
    TimerKind.GOAL_SETTING: (15, WORKING_DAYS, "15 arbejdsdage efter 6. marts 2026 (første møde); trin 1"),
    TimerKind.FOLLOW_UP: (2, WEEKS, "2 uger efter 6. marts 2026 (seneste opfølgning, eller da målene var"),
    TimerKind.PROGRESS_REPORT: (8, WEEKS, "8 uger efter 6. marts 2026 (seneste rapport, eller da målene var"),
    TimerKind.THREE_PARTY_MEETING: (6, WEEKS, "6 uger efter 6. marts 2026 (seneste trepartsmøde, eller da"),
    TimerKind.PROGRESS_WINDOW: (
        8,
        WEEKS,
        "8 uger efter 6. marts 2026 (seneste fremgang, eller da målene",
    ),
    TimerKind.REPORT_APPROVAL: (2, WORKING_DAYS, "2 arbejdsdage efter 6. marts 2026 (punktet blev åbnet)"),
    TimerKind.NO_PROGRESS: (10, WORKING_DAYS, "10 arbejdsdage efter 6. marts 2026 (punktet blev åbnet)"),
    TimerKind.APPOINTMENT: (0, DAYS, "samme dag som 6. marts 2026 (aftalens dag); trin 1 den 6. marts 2026"),
    TimerKind.DEVIATION: (0, WORKING_DAYS, "samme dag som 6. marts 2026 (fravigelsen blev meldt); trin 1"),
    TimerKind.UPDATE: (1, WORKING_DAYS, "1 arbejdsdag efter 6. marts 2026 (mailen blev taget ind); trin 1"),
    TimerKind.EXTENSION_REVIEW: (-5, WEEKS, "5 uger før 6. marts 2026 (bevillingens sidste dag); sker den"),
    TimerKind.EXTENSION_DECISION: (-2, WEEKS, "2 uger før 6. marts 2026 (bevillingens sidste dag); trin 1"),
    TimerKind.UNDECIDED: (
        1,
        WORKING_DAYS,
        "1 arbejdsdag efter 6. marts 2026 (støtten blev standset); trin 1",
    ),
    TimerKind.PHASE_OUT: (-4, WEEKS, "4 uger før 6. marts 2026 (bevillingens sidste dag); sker den"),
    TimerKind.GRANT_END: (
        1,
        DAYS,
        "1 dag efter 6. marts 2026 (bevillingens sidste dag); sker den 9. marts 2026",
    ),
    TimerKind.CLOSING_REPORT: (
        5,
        WORKING_DAYS,
        "5 arbejdsdage efter 6. marts 2026 (støttens sidste dag); trin 1",
    ),
    TimerKind.HOURS_USED: (3, WORKING_DAYS, "3 arbejdsdage efter 6. marts 2026 (punktet blev åbnet); trin 1"),
    TimerKind.OTHER_MENTOR: (
        5,
        WORKING_DAYS,
        "5 arbejdsdage efter 6. marts 2026 (punktet blev åbnet); trin 1",
    ),
    TimerKind.PLAN_CHANGE: (
        3,
        WORKING_DAYS,
        "3 arbejdsdage efter 6. marts 2026 (punktet blev åbnet); trin 1",
    ),
    TimerKind.PLAN_DECISION: (
        5,
        WORKING_DAYS,
        "5 arbejdsdage efter 6. marts 2026 (punktet blev åbnet); trin 1",
    ),
    TimerKind.COMPLAINT: (
        10,
        WORKING_DAYS,
        "10 arbejdsdage efter 6. marts 2026 (punktet blev åbnet); trin 1",
    ),
    TimerKind.INCIDENT: (1, WORKING_DAYS, "1 arbejdsdag efter 6. marts 2026 (punktet blev åbnet); trin 1"),
    TimerKind.RESUME: (0, DAYS, "samme dag som 6. marts 2026 (pausens sidste dag); trin 1"),
}


@pytest.mark.requirement("local.why_this_date")
@pytest.mark.parametrize("kind", list(COUNTED))
def test_every_kind_of_deadline_says_what_it_is_counted_from(kind: TimerKind) -> None:
    """local: why this date, for every deadline."""
    amount, unit, told = COUNTED[kind]
    why = Why(FRIDAY, amount, unit)
    on = count(why, CALENDAR)
    one = Timer(kind, rung_instant(on, 0, None, CALENDAR), on, why)
    assert explain(one, CALENDAR).startswith(f"{danish_date(on, weekday=True)}: {told}")


@pytest.mark.requirement("local.why_this_date")
@pytest.mark.parametrize(
    ("kind", "amount", "unit", "told"),
    [
        (TimerKind.EXTENSION_DECISION, 1, WORKING_DAYS, "vurderingen blev åbnet"),
        (TimerKind.EXTENSION_DECISION, 0, WORKING_DAYS, "bevillingens sidste dag"),
        (TimerKind.RESUME, 1, WORKING_DAYS, "pausen begyndte"),
        (TimerKind.RESUME, 0, WORKING_DAYS, "pausens sidste dag"),
        (TimerKind.THREE_PARTY_MEETING, 0, DAYS, "aftalt på det sidste møde"),
        (TimerKind.THREE_PARTY_MEETING, 1, WEEKS, "seneste trepartsmøde, eller da målene var på plads"),
        (TimerKind.PROGRESS_REPORT, 1, WORKING_DAYS, "rapporten blev sendt tilbage"),
        (TimerKind.PROGRESS_REPORT, 2, WORKING_DAYS, "seneste rapport, eller da målene var på plads"),
        (TimerKind.PROGRESS_REPORT, 1, WEEKS, "seneste rapport, eller da målene var på plads"),
        (TimerKind.MATCHING, 0, DAYS, "en plads ventes"),
        (TimerKind.MATCHING, 2, WORKING_DAYS, "forløbet blev taget ind, eller venter på en mentor"),
        (TimerKind.COMPLAINT, 1, WORKING_DAYS, "punktet blev åbnet"),
    ],
)
def test_a_deadline_that_may_be_counted_from_either_of_two_days_says_which(
    kind: TimerKind, amount: int, unit: Unit, told: str
) -> None:
    """local: a decision that is wanted soon counts from the review, an open pause from its first day."""
    soon = replace(timer("2026-03-06", amount, unit), kind=kind)
    assert f" 6. marts 2026 ({told});" in explain(soon, CALENDAR).replace("; lukket", "")


@given(st.dates(date(2020, 1, 1), date(2050, 1, 1)), st.integers(-300, 300), st.sampled_from(list(Unit)))
def test_every_explanation_counts_to_the_deadline_and_names_only_closed_days(
    base: date, amount: int, unit: Unit
) -> None:
    on = count(Why(base, amount, unit), CALENDAR)
    one = Timer(TimerKind.FOLLOW_UP, rung_instant(on, 0, None, CALENDAR), on, Why(base, amount, unit))
    sentence = explain(one, CALENDAR)
    assert sentence.startswith(danish_date(on, weekday=True))
    named = sentence.partition("lukket: ")[2].partition(";")[0]
    for number, month, year in NAMED_DAY.findall(named):
        assert not CALENDAR.is_working_day(date(int(year), MONTHS.index(month) + 1, int(number)))
    assert bool(NAMED_DAY.search(named)) is bool(named)


@pytest.mark.parametrize("phase", list(Phase))
def test_every_timer_of_a_course_arrives_where_its_explanation_counts_to(phase: Phase) -> None:
    for one in course_of(in_phase(phase)).timers:
        assert explain(one, CALENDAR)
        if one.kind is not TimerKind.DEVIATION:
            assert count(one.why, CALENDAR) == one.deadline_on


@pytest.mark.requirement("local.why_this_date")
def test_a_mentor_who_is_waited_for_is_counted_from_the_day_a_place_is_expected() -> None:
    """local: the waiting list's own day, not the programme's."""
    waiting = replace(timer("2026-03-06", 0, DAYS), kind=TimerKind.MATCHING)
    assert "samme dag som 6. marts 2026 (en plads ventes); trin 1" in explain(waiting, CALENDAR)


@pytest.mark.requirement("local.why_this_date")
@pytest.mark.parametrize("kind", list(TimerKind))
def test_no_deadline_is_counted_from_a_day_that_nobody_can_name(kind: TimerKind) -> None:
    """local: every deadline says what happened on the day it is counted from."""
    assert kind in COUNTED_FROM or kind.value in {*MatterKind}  # what is not in the table is a matter
    assert "6. marts 2026 (" in explain(replace(timer("2026-03-06", 1, WORKING_DAYS), kind=kind), CALENDAR)
