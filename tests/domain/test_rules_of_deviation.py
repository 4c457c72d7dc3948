"""Departures from the plan: told at once, and a ladder until a named person takes them in hand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time, timedelta
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import SATURDAY, instant_at, local
from domain.commands import COMMANDS
from domain.events import EVENT_TYPES, DeviationOutcomeRecorded, DeviationReported, TimerFired
from domain.intents import intents
from domain.timers import TimerKind
from domain.words import DEVIATION_RESULTS
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


EXPLANATION = c.AddExplanation(matter="f1", explanation="Bussen var aflyst.")
WITHDRAWN = c.WithdrawDeviation(matter="f1", reason="Praktikstedet havde lukket.")
MISSED = meeting("2026-04-15", "10:00", "11:00", attendance="no_show")


def sent(stage: Play) -> list[tuple[str, bool]]:
    """What the last event tells the jobcentre, and whether it goes at once."""
    event = stage.history[-1].event
    told = intents(event, course_of(stage), at("2026-04-18 23:00"), CALENDAR)
    return [(intent.kind.value, intent.urgent) for intent in told if intent.to == "jobcentre"]


@pytest.mark.requirement("outside.hearing")
def test_the_citizens_explanation_is_recorded_and_sent_on_open_or_closed() -> None:
    stage = staged(*REPORTED, EXPLANATION)
    assert sent(stage) == [("deviation_explained", False)]
    assert course_of(stage).open_matters("deviation")
    stage.step(ACKNOWLEDGE)
    stage.step(EXPLANATION)
    assert sent(stage) == [("deviation_explained", False)]


def test_what_came_of_a_deviation_is_recorded_when_somebody_has_it_in_hand() -> None:
    stage = staged(*REPORTED)
    outcome = c.RecordDeviationOutcome(matter="f1", result="plan_adjusted", note="Kun to dage om ugen.")
    with refused("not-acknowledged-yet"):
        stage.step(outcome)
    stage.step(ACKNOWLEDGE)
    stage.step(outcome)
    event = stage.history[-1].event
    assert isinstance(event, DeviationOutcomeRecorded)
    assert event.result == "plan_adjusted"


@pytest.mark.parametrize("acknowledged", [True, False])
def test_a_deviation_reported_by_mistake_is_taken_back_and_the_jobcentre_told_at_once(
    acknowledged: bool,
) -> None:
    stage = staged(*REPORTED, *((ACKNOWLEDGE,) if acknowledged else ()), WITHDRAWN)
    assert sent(stage) == [("deviation_withdrawn", True)]
    assert not course_of(stage).open_matters("deviation")
    stage.step(at("2026-04-24 08:30"))
    assert rungs(stage) == []
    for command in (WITHDRAWN, EXPLANATION):
        with refused("deviation-withdrawn"):
            stage.step(command)


def test_a_no_show_that_was_an_excuse_is_taken_back_by_the_corrected_log_book() -> None:
    stage = staged(*beginning(), at("2026-04-15 12:00"), MISSED)
    assert course_of(stage).open_matters("deviation")
    stage.step(replace(MISSED, attendance="excused", corrects=2))
    assert sent(stage) == [("deviation_withdrawn", True)]
    assert not course_of(stage).open_matters("deviation")


def test_a_no_show_corrected_to_another_time_is_still_one_deviation_and_may_be_taken_back_later() -> None:
    stage = staged(*beginning(), at("2026-04-15 12:00"), MISSED)
    stage.step(replace(MISSED, starts=time(9), corrects=2))
    assert len(events_of(stage.history, "DeviationReported")) == 1
    stage.step(replace(MISSED, attendance="present", corrects=3))
    assert len(events_of(stage.history, "DeviationWithdrawn")) == 1
    stage.step(replace(MISSED, attendance="excused", corrects=4))
    assert len(events_of(stage.history, "DeviationWithdrawn")) == 1


@pytest.mark.requirement("S0.deviation_at_once", "local.deviation_ladder")
def test_a_no_show_says_what_happened_when_and_climbs_the_ladder_like_any_deviation() -> None:
    stage = staged(*beginning(), at("2026-04-15 12:00"), replace(MISSED, comment="Bussen var aflyst."))
    (reported,) = [one.event for one in stage.history if isinstance(one.event, DeviationReported)]
    assert (reported.no_show, reported.entry, reported.fact, reported.plan_item) == (
        True,
        2,
        "Borgeren mødte ikke frem til en planlagt aftale.",
        "Fremmøde til aftaler med mentor",
    )
    assert (reported.discovered_at, reported.citizen_explanation) == (stage.now, "Bussen var aflyst.")
    stage.step(at("2026-04-17 12:30"))
    assert rungs(stage) == ["2026-04-16 12:00", "2026-04-17 12:00"]


def test_what_somebody_reported_is_taken_back_by_no_entry_of_the_log_book() -> None:
    stage = staged(*REPORTED)
    stage.step(meeting("2026-04-15", "08:00", "09:00"))
    assert len(course_of(stage).open_matters("deviation")) == 1


def test_an_excuse_is_never_a_deviation() -> None:
    excused = replace(MISSED, attendance="excused")
    stage = staged(*beginning(), at("2026-04-15 12:00"), excused)
    assert not course_of(stage).matters
    with refused("excused-is-no-deviation"):
        stage.step(c.ReportDeviation(occurred_at=at("2026-04-15 10:00"), fact="Kom ikke.", no_show=True))
    stage.step(c.ReportDeviation(occurred_at=at("2026-04-15 10:00"), fact="Holdt op i praktikken."))


@pytest.mark.requirement("outside.hearing")
def test_there_is_no_command_and_no_event_for_a_hearing_or_a_sanction() -> None:
    named = [*COMMANDS, *EVENT_TYPES]
    named += [field for kind in (*COMMANDS.values(), *EVENT_TYPES.values()) for field in get_type_hints(kind)]
    assert not [name for name in named if re.search(r"sanction|hearing|penalt|guilt", name, re.IGNORECASE)]
    assert not [word for word in DEVIATION_RESULTS.values() if re.search(r"sanktion|straf|skyld|træk", word)]
