"""The forecast is what happens if nobody acts: it is held against the courses that are really left alone."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from adapters.calendar import danish_calendar
from domain import commands as c
from domain.calendar import local_day
from domain.course import Course
from domain.events import TimerFired
from domain.forecast import Forecast, forecast
from domain.foreseeing import Rulebook
from domain.lifecycle import FINAL, Phase
from domain.timers import TimerKind
from tests.domain.staging import PAUSE, course_of, in_phase, staged
from tests.factories import VIBORG, Play, appointment, at, beginning, day, deviation

OPEN_PHASES = sorted(set(Phase) - FINAL)


def rules(_course: Course) -> Rulebook:
    """Every course runs under Viborg's programme, which has one version."""
    return Rulebook(VIBORG, (VIBORG,), danish_calendar)


def of(stage: Play, weeks: int = 8) -> Forecast:
    """The forecast for the one course of a stage, from its own moment."""
    return forecast([course_of(stage)], rules, stage.now, weeks)


def escalations(stage: Play, since: int) -> Counter[tuple[date, str, bool]]:
    """What really escalated on a course after its first `since` events, by Monday and kind."""
    found: Counter[tuple[date, str, bool]] = Counter()
    for recorded in stage.history[since:]:
        event = recorded.event
        if isinstance(event, TimerFired) and event.to:
            offset = VIBORG.deadlines[TimerKind(event.kind)].step(event.rung)[0]
            if event.rung or offset > 0:
                on = local_day(recorded.at)
                found[on - timedelta(days=on.weekday()), event.kind, "jobcentre" in event.to] += 1
    return found


@pytest.mark.requirement("local.forecast")
@pytest.mark.parametrize("phase", OPEN_PHASES)
def test_what_is_foreseen_is_what_happens_to_a_course_that_is_left_alone(phase: Phase) -> None:
    """local: the forecast runs live courses through the very rules."""
    stage = in_phase(phase)
    foreseen, since = of(stage), len(stage.history)
    stage.until(at("2026-12-31 09:00"))
    until = foreseen.weeks[-1].monday + timedelta(weeks=1)
    happened = {key: number for key, number in escalations(stage, since).items() if key[0] < until}
    told = {
        (week.monday, kind.value): number
        for week in foreseen.weeks
        for kind, number in week.escalated.items()
    }
    reaching = sum(number for (_, _, reaches), number in happened.items() if reaches)
    assert told == dict(sum((Counter({key[:2]: n}) for key, n in happened.items()), Counter()))
    assert sum(week.reaching_jobcentre.total() for week in foreseen.weeks) == reaching


@pytest.mark.requirement("local.forecast")
def test_each_week_tells_what_falls_due_in_it_and_each_deadline_once() -> None:
    """local: what will come due, per week and kind."""
    due = {
        week.name: {kind.value: n for kind, n in week.due.items()}
        for week in of(staged(*beginning()), 13).weeks
    }
    assert due["2026-W11"] == {}
    assert due["2026-W13"] == {"follow_up": 1}
    assert due["2026-W17"] == {"three_party_meeting": 1, "extension_review": 1}
    assert due["2026-W19"] == {"progress_report": 1, "progress_window": 1}
    assert due["2026-W20"] == {"extension_decision": 1, "phase_out": 1}
    assert due["2026-W23"] == {"grant_end": 1, "undecided": 1}


@pytest.mark.requirement("local.forecast")
def test_what_is_overdue_already_is_told_apart_and_its_reminders_go_on() -> None:
    """local: what will escalate if nobody acts; what reaches the jobcentre is counted apart."""
    stage = staged(*beginning(), at("2026-04-15 10:20"), deviation(), at("2026-04-17 12:00"))
    foreseen = of(stage, 2)
    assert foreseen.overdue == Counter({TimerKind.FOLLOW_UP: 1, TimerKind.DEVIATION: 1})
    assert foreseen.weeks[0].due == Counter()
    (this, following) = (week.reaching_jobcentre[TimerKind.DEVIATION] for week in foreseen.weeks)
    assert (this, following) == (0, 5)
    assert following == foreseen.weeks[1].escalated[TimerKind.DEVIATION]


@pytest.mark.requirement("local.forecast")
def test_the_courses_whose_grant_ends_are_named_in_the_week_of_its_last_day() -> None:
    """local: which grants end, by reference; a decision alone moves that."""
    weeks = of(staged(*beginning()), 13).weeks
    assert [week.name for week in weeks if week.grants_end] == ["2026-W22"]
    assert weeks[11].grants_end == [course_of(staged(*beginning())).ref]


@pytest.mark.requirement("local.forecast")
def test_a_course_that_has_ended_is_not_foreseen_and_a_paused_one_is_told() -> None:
    """local: the forecast is of live courses; hours of a paused one are not counted."""
    ended = [course_of(in_phase(phase)) for phase in sorted(FINAL)]
    paused = staged(*beginning(), PAUSE)
    found = forecast([*ended, course_of(paused)], rules, paused.now, 4)
    assert (found.courses, found.paused) == (1, 1)
    assert {week.hours_needed for week in found.weeks} == {Decimal("0.00")}


@pytest.mark.requirement("local.forecast", "outside.access_request")
def test_a_right_that_outlives_the_course_is_foreseen_though_the_grant_is_over() -> None:
    """outside: the clocks of an access request run on when the course has ended."""
    stage = in_phase(Phase.CLOSED)
    stage.step(
        c.RecordAccessRequest(received_on=local_day(stage.now), kinds=("file_access",), channel="portal")
    )
    found = of(stage)
    assert (found.courses, sum(week.due[TimerKind.FILE_ACCESS] for week in found.weeks)) == (1, 1)
    assert not any(week.grants_end for week in found.weeks)


@pytest.mark.requirement("local.forecast")
def test_a_reminder_that_reaches_nobody_is_not_an_escalation() -> None:
    """local: a rung meant for before an appointment is silent after it."""
    stage = staged(*beginning(), appointment("2026-03-13 09:00"))
    weeks = of(stage, 2).weeks
    assert weeks[0].escalated[TimerKind.APPOINTMENT] == 0
    assert weeks[1].escalated[TimerKind.APPOINTMENT] == 2


@pytest.mark.requirement("local.forecast", "outside.dated_law")
def test_a_version_that_takes_over_within_the_weeks_is_foreseen_too() -> None:
    """outside: law is dated; where a version says that it holds for running courses, they move to it."""
    stage = staged(*beginning())
    monthly = VIBORG.deadlines[TimerKind.FOLLOW_UP].model_copy(update={"weeks": 4})
    changes = {
        "version": "2026-9",
        "valid_from": day("2026-03-20"),
        "applies_to": "running",
        "deadlines": VIBORG.deadlines | {TimerKind.FOLLOW_UP: monthly},
    }
    book = Rulebook(VIBORG, (VIBORG, VIBORG.model_copy(update=changes)), danish_calendar)
    weeks = forecast([course_of(stage)], lambda _course: book, stage.now, 6).weeks
    assert [week.name for week in weeks if week.due[TimerKind.FOLLOW_UP]] == ["2026-W15"]
    assert sum(week.escalated[TimerKind.FOLLOW_UP] for week in weeks) == 1


@pytest.mark.requirement("local.forecast")
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000))
def test_the_order_of_the_courses_does_not_matter(seed: int) -> None:
    """local: deterministic, the same courses give the same bytes."""
    courses = [
        replace(course_of(in_phase(phase)), ref=f"M-2026-{number:04d}")
        for number, phase in enumerate(OPEN_PHASES)
    ]
    now, shuffled = at("2026-04-20 09:00"), courses.copy()
    Random(seed).shuffle(shuffled)
    assert forecast(shuffled, rules, now, 8) == forecast(courses, rules, now, 8)


@pytest.mark.requirement("local.forecast")
def test_the_hours_of_the_mentors_are_held_against_the_need_where_they_are_known() -> None:
    """local: how many mentor hours are needed against capacity; unknown capacity is not zero."""
    stage = staged(*beginning())
    hours = {day("2026-03-09"): Decimal("37.5")}
    found = forecast([course_of(stage)], rules, stage.now, 2, hours)
    assert [week.capacity for week in found.weeks] == [Decimal("37.5"), None]
    assert {week.capacity for week in of(stage).weeks} == {None}
