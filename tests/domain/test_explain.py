"""Every deadline says why it is on its day; the sentences are read by people and must be exact."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.calendar import instant_at
from domain.explain import MONTHS, danish_date, explain, explain_on
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Rest, Timer, TimerKind, Unit, Why, count, rung_instant, shifted
from domain.words import COUNTED_FROM
from tests.domain.staging import course_of, in_phase, staged
from tests.factories import CALENDAR, VIBORG, at, beginning, day


def timer(base: str, amount: int, unit: Unit, rung: int = 0) -> Timer:
    """A timer that rings at opening time on its day."""
    why = Why(day(base), amount, unit)
    on = count(why, CALENDAR)
    return Timer(TimerKind.FOLLOW_UP, rung_instant(on, 0, None, CALENDAR), on, why, rung)


WORKING_DAYS, WEEKS, DAYS = Unit.WORKING_DAYS, Unit.WEEKS, Unit.DAYS
BASE = "seneste opfølgning, eller da målene var på plads"
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
    assert explain(timer(*why), CALENDAR) == f"{on}: {counted} ({BASE}){moved}; trin 1 den {rings} kl. 08.00"


def test_the_next_rung_is_told_with_its_own_day_and_hour() -> None:
    late = Timer(
        TimerKind.FOLLOW_UP,
        instant_at(day("2026-03-30"), CALENDAR.opens),
        day("2026-03-26"),
        Why(day("2026-03-12"), 2, Unit.WEEKS),
        rung=2,
    )
    told = explain(late, CALENDAR)
    assert told.endswith(f"2 uger efter 12. marts 2026 ({BASE}); trin 3 den 30. marts 2026 kl. 08.00")


@pytest.mark.requirement("local.why_this_date")
def test_a_rung_tells_the_closed_days_between_it_and_its_deadline() -> None:
    """outside: a date says each Danish holiday that moved it."""
    rung = replace(
        timer("2026-03-18", 2, WEEKS), rung=1, due_at=rung_instant(day("2026-04-01"), 1, None, CALENDAR)
    )
    assert explain(rung, CALENDAR).endswith(
        f"; trin 2 den 7. april 2026 kl. 08.00; lukket: 2. april 2026 (skærtorsdag), {EASTER}"
    )


@pytest.mark.requirement("local.why_this_date")
def test_a_deadline_moved_by_a_pause_tells_the_first_counting_and_the_pause() -> None:
    """local: internal deadlines shift by a pause, and the date says so."""
    moved = shifted(timer("2026-03-12", 2, Unit.WEEKS), Rest(day("2026-03-20"), day("2026-03-25")), CALENDAR)
    assert explain(moved, CALENDAR) == (
        f"tirsdag den 31. marts 2026: 2 uger efter 12. marts 2026 ({BASE}), altså 26. marts 2026; pause fra "
        "20. marts 2026 til 25. marts 2026 giver 3 arbejdsdage mere; trin 1 den 31. marts 2026 kl. 08.00"
    )


@pytest.mark.requirement("local.why_this_date")
def test_every_pause_is_told_in_turn_with_the_closed_days_it_led_over() -> None:
    """local: a second pause moves what the first has moved."""
    once = shifted(timer("2026-03-12", 2, Unit.WEEKS), Rest(day("2026-03-20"), day("2026-03-25")), CALENDAR)
    twice = shifted(once, Rest(day("2026-03-26"), day("2026-03-30")), CALENDAR)
    assert explain(twice, CALENDAR).endswith(
        "3 arbejdsdage mere, altså 31. marts 2026; pause fra 26. marts 2026 til 30. marts 2026 giver "
        f"2 arbejdsdage mere; lukket: 2. april 2026 (skærtorsdag), {EASTER}; "
        "trin 1 den 7. april 2026 kl. 08.00"
    )
    assert twice.deadline_on == count(twice.why, CALENDAR) == day("2026-04-07")


@pytest.mark.requirement("local.why_this_date")
def test_phase_out_that_waits_for_a_decision_says_so_and_when_it_would_have_begun() -> None:
    """S1: every course is arranged for phase-out; it waits while a new period may still come."""
    stage = staged(*beginning(), at("2026-04-27 09:00"))
    course = course_of(stage)
    (held,) = (one for one in course.timers if one.kind is TimerKind.PHASE_OUT)
    assert explain_on(course, held, VIBORG, CALENDAR) == (
        "fredag den 15. maj 2026: udfasningen venter på, at forlængelsen afgøres (2 uger før 31. maj 2026 "
        "(bevillingens sidste dag)); ellers 4 uger før 31. maj 2026 (bevillingens sidste dag), altså "
        "1. maj 2026; sker den 15. maj 2026 kl. 08.00"
    )


FRIDAY = day("2026-03-06")
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
