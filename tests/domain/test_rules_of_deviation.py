"""Departures from the plan: told at once, and a ladder until a named person takes them in hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import SATURDAY, instant_at, local
from domain.events import DeviationReported, TimerFired
from domain.timers import TimerKind
from tests.domain.staging import PAUSE, course_of, refused, staged
from tests.factories import CALENDAR, Play, at, beginning, day, deviation, events_of, meeting

ACKNOWLEDGE = c.AcknowledgeDeviation(matter="f1", by="D-0001", outcome="Talt med borgeren.")
REPORTED = (*beginning(), at("2026-04-15 10:20"), deviation())


def rungs(stage: Play) -> list[str]:
    """When the ladder climbed, on Danish clocks."""
    fired = events_of(stage.history, "TimerFired")
    climbed = [
        one for one in fired if isinstance(one.event, TimerFired) and one.event.kind == TimerKind.DEVIATION
    ]
    return [f"{local(one.at):%Y-%m-%d %H:%M}" for one in climbed]


def test_a_deviation_that_has_not_happened_yet_is_refused() -> None:
    stage = staged(*beginning())
    with refused("not-in-the-future"):
        stage.step(c.ReportDeviation(occurred_at=stage.now + timedelta(minutes=1), fact="Kom ikke."))


@pytest.mark.requirement("local.deviation_ladder")
def test_the_ladder_climbs_at_the_same_time_of_day_until_somebody_acknowledges() -> None:
    stage = staged(*REPORTED, at("2026-04-20 12:00"))
    expected = ["2026-04-16 10:20", "2026-04-17 10:20", "2026-04-20 10:20"]
    assert rungs(stage) == expected
    stage.step(ACKNOWLEDGE)
    stage.step(at("2026-04-24 08:30"))
    assert rungs(stage) == expected
    assert not course_of(stage).open_matters("deviation")


def test_a_matter_that_does_not_exist_is_not_acknowledged() -> None:
    stage = staged(*REPORTED)
    with refused("unknown-matter"):
        stage.step(c.AcknowledgeDeviation(matter="f9", by="D-0001"))
    stage.step(c.OpenExtensionReview())
    with refused("unknown-matter"):
        stage.step(c.AcknowledgeDeviation(matter="e2", by="D-0001"))


def test_a_deviation_is_acknowledged_once() -> None:
    stage = staged(*REPORTED, ACKNOWLEDGE)
    with refused("already-acknowledged"):
        stage.step(ACKNOWLEDGE)


def test_several_deviations_have_a_ladder_each() -> None:
    stage = staged(*REPORTED, deviation(), ACKNOWLEDGE)
    assert [matter.id for matter in course_of(stage).open_matters()] == ["f2"]
    assert [timer.subject for timer in course_of(stage).timers if timer.subject] == ["f2"]


def test_a_pause_does_not_stop_the_ladder() -> None:
    assert rungs(staged(*REPORTED, PAUSE, at("2026-04-17 12:00"))) == ["2026-04-16 10:20", "2026-04-17 10:20"]


def test_an_open_deviation_survives_the_end_of_the_grant() -> None:
    stage = staged(*beginning(), at("2026-05-29 12:00"), deviation(), at("2026-06-03 08:00"))
    assert course_of(stage).open_matters("deviation")
    assert course_of(stage).waiting_on == "jobcentre"


def test_a_no_show_carries_the_time_of_the_appointment_and_not_a_later_one() -> None:
    stage = staged(*beginning(), at("2026-04-15 10:45"))
    stage.step(meeting("2026-04-15", "10:00", "11:00", attendance="no_show"))
    stage.step(meeting("2026-04-15", "11:00", "12:00", attendance="no_show"))
    found = [recorded.event for recorded in events_of(stage.history, "DeviationReported")]
    occurred = [event.occurred_at for event in found if isinstance(event, DeviationReported)]
    assert occurred == [at("2026-04-15 10:00"), at("2026-04-15 10:45")]


@settings(max_examples=60, deadline=None)
@given(minutes=st.integers(0, 60 * 24 * 70))
def test_no_rung_climbs_outside_office_hours_and_the_first_one_the_next_working_day(minutes: int) -> None:
    stage = staged(*beginning())
    stage.now += timedelta(minutes=minutes)
    reported = stage.now
    stage.act(c.ReportDeviation(occurred_at=reported, fact="Kom ikke."), stage.history[-1].actor)
    timer = course_of(stage).timers[-1]
    on = local(timer.due_at)
    assert on.date() == CALENDAR.add_working_days(local(reported).date(), 1)
    assert on.weekday() < SATURDAY
    assert CALENDAR.opens <= on.time() <= CALENDAR.closes
    assert timer.due_at > reported
    assert instant_at(on.date(), CALENDAR.clip(local(reported).time().replace(second=0))) == timer.due_at


def test_a_deviation_in_the_night_of_the_clock_change_climbs_by_the_clock_on_the_wall() -> None:
    stage = staged(
        *beginning(), at("2026-03-28 10:20"), c.ReportDeviation(occurred_at=at("2026-03-28 09:00"), fact="x")
    )
    assert course_of(stage).timers[-1].due_at == at("2026-03-30 10:20")
    assert day("2026-03-29").weekday() == SATURDAY + 1
