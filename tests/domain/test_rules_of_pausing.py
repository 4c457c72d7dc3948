"""Pauses: planned, prolonged, shortened, overlapping; deadlines shift, the grant's end never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import local_day
from domain.errors import Refused
from domain.events import CoursePaused
from domain.lifecycle import Phase
from domain.timers import SHIFTED, TimerKind
from tests.domain.pauses import asked
from tests.domain.staging import PAUSE, course_of, refused, staged
from tests.factories import CALENDAR, at, beginning, day, events_of

PLANNED = c.Pause(cause="holiday", from_on=day("2026-03-23"), until=day("2026-03-27"))
OF_THE_GRANT = (TimerKind.EXTENSION_REVIEW, TimerKind.PHASE_OUT, TimerKind.GRANT_END)


@pytest.mark.requirement("local.pause")
def test_a_planned_pause_begins_by_itself_on_its_first_day() -> None:
    stage = staged(*beginning(), PLANNED, at("2026-03-20 12:00"))
    assert course_of(stage).phase is Phase.ACTIVE
    stage.step(at("2026-03-23 12:00"))
    course = course_of(stage)
    assert (course.phase, course.pause.began_on) == (Phase.PAUSED, day("2026-03-23"))
    assert course.pause.last_on == day("2026-03-27")
    stage.step(at("2026-03-30 07:00"))
    assert asked(stage) == ["2026-03-27"]


def test_one_that_begins_on_a_closed_day_counts_from_that_very_day() -> None:
    stage = staged(*beginning(), replace(PLANNED, from_on=day("2026-03-21")), at("2026-03-24 12:00"))
    (paused,) = events_of(stage.history, "CoursePaused")
    assert isinstance(paused.event, CoursePaused)
    assert (paused.event.paused_on, paused.event.cause) == (day("2026-03-21"), "")


def test_a_planned_pause_is_moved_by_planning_again_and_dropped() -> None:
    stage = staged(*beginning(), PLANNED, replace(PLANNED, from_on=day("2026-03-25")), at("2026-03-24 12:00"))
    assert course_of(stage).phase is Phase.ACTIVE
    stage.step(c.DropPlannedPause())
    stage.step(at("2026-03-26 12:00"))
    assert course_of(stage).phase is Phase.ACTIVE
    with refused("no-planned-pause"):
        stage.step(c.DropPlannedPause())


def test_a_pause_that_runs_already_takes_over_the_planned_end() -> None:
    stage = staged(*beginning(), PLANNED, at("2026-03-18 12:00"), PAUSE, at("2026-03-23 12:00"))
    assert course_of(stage).pause.began_on == day("2026-03-18")
    assert course_of(stage).pause.last_on == day("2026-03-27")
    timer = course_of(stage).timer(TimerKind.RESUME)
    assert timer is not None
    assert timer.deadline_on == day("2026-03-27")


@pytest.mark.parametrize(("until", "asks"), [("2026-03-20", ["2026-03-20"]), ("2026-04-10", [])])
def test_a_pause_is_prolonged_or_shortened_while_it_runs(until: str, asks: list[str]) -> None:
    first = c.Pause(cause="holiday", until=day("2026-03-25"))
    stage = staged(*beginning(), first)
    assert course_of(stage).pause.last_on == day("2026-03-25")
    stage.step(c.ChangePause(until=day(until)))
    assert course_of(stage).pause.last_on == day(until)
    stage.step(at("2026-03-26 12:00"))
    assert asked(stage) == asks
    assert course_of(stage).pause.began_on == day("2026-03-12")


def test_a_pause_may_lose_its_end_and_is_then_asked_about_at_intervals() -> None:
    first = c.Pause(cause="holiday", until=day("2026-03-16"))
    stage = staged(*beginning(), first, c.ChangePause(), at("2026-03-20 12:00"))
    assert course_of(stage).pause.last_on is None
    assert asked(stage) == ["2026-03-19"]
    stage.step(c.Resume())
    assert course_of(stage).pause.began_on is None


def test_impossible_days_are_refused() -> None:
    stage = staged(*beginning())
    with refused("pause-from"):
        stage.step(replace(PLANNED, from_on=day("2026-03-11")))
    with refused("pause-order"):
        stage.step(replace(PLANNED, until=day("2026-03-20")))
    stage.step(PAUSE)
    with refused("pause-until"):
        stage.step(c.ChangePause(until=day("2026-03-12")))


def test_support_that_ends_takes_the_planned_pause_with_it() -> None:
    stage = staged(
        *beginning(), replace(PLANNED, from_on=day("2026-06-03"), until=None), at("2026-06-04 12:00")
    )
    assert course_of(stage).phase is Phase.CLOSING
    assert course_of(stage).timer(TimerKind.PAUSE_START) is None


def test_a_pause_over_review_and_phase_out_stays_a_pause_and_goes_on_in_phase_out() -> None:
    stage = staged(*beginning(), at("2026-04-20 12:00"), PAUSE, at("2026-05-18 12:00"))
    course = course_of(stage)
    assert (course.phase, course.working_phase) == (Phase.PAUSED, Phase.PHASING_OUT)
    assert course.open_matters("extension")
    stage.step(c.Resume())
    assert course_of(stage).phase is Phase.PHASING_OUT


STEPS = st.one_of(
    st.builds(c.Pause, until=st.none(), from_on=st.none()),
    st.integers(1, 12).map(lambda n: c.Pause(from_on=day("2026-03-12") + timedelta(days=n))),
    st.integers(1, 40).map(lambda n: c.ChangePause(until=day("2026-03-12") + timedelta(days=n))),
    st.just(c.DropPlannedPause()),
    st.just(c.Resume()),
    # Short of the review that opens five weeks before the end: it makes phase-out wait, pause or no pause.
    st.integers(1, 4).map(lambda n: timedelta(days=n)),
)


@given(steps=st.lists(STEPS, max_size=9))
@pytest.mark.requirement("local.pause")
def test_whatever_is_paused_the_grant_stands_and_a_deadline_moves_by_exactly_the_days_that_rested(
    steps: list[object],
) -> None:
    stage = staged(*beginning())
    grant = {timer.kind: timer for timer in course_of(stage).timers if timer.kind in OF_THE_GRANT}
    for step in steps:
        before, paused_on = course_of(stage), course_of(stage).pause.began_on
        try:
            stage.step(stage.now + step if isinstance(step, timedelta) else step)  # type: ignore[arg-type]
        except Refused:
            continue
        if isinstance(step, c.Resume) and paused_on is not None:
            rested = CALENDAR.working_days_between(paused_on, local_day(stage.now))
            for timer in (one for one in before.timers if one.kind in SHIFTED):
                after = course_of(stage).timer(timer.kind)
                assert after is not None
                assert after.deadline_on == CALENDAR.add_working_days(timer.deadline_on, rested)
        running = {timer.kind: timer for timer in course_of(stage).timers if timer.kind in OF_THE_GRANT}
        assert running == {kind: timer for kind, timer in grant.items() if kind in running}
        assert course_of(stage).periods == before.periods
