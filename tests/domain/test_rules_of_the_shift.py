"""What a pause does to the deadlines: its end is asked about, its working days are moved on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.lifecycle import Phase
from domain.timers import SHIFTED, TimerKind
from tests.domain.pauses import RESUME, asked, until
from tests.domain.staging import PAUSE, course_of, refused, staged
from tests.factories import CALENDAR, appointment, at, beginning, day, events_of

DAY = timedelta(days=1)


def test_a_pause_ends_later_than_today() -> None:
    with refused("pause-until"):
        staged(*beginning()).step(until("2026-03-12"))


def test_a_pause_with_an_end_is_reminded_of_then_and_again_until_somebody_acts() -> None:
    stage = staged(*beginning(), until("2026-03-21"), at("2026-03-31 12:00"))
    assert asked(stage) == ["2026-03-23", "2026-03-30"]


def test_a_pause_without_an_end_is_asked_about_at_intervals() -> None:
    stage = staged(*beginning(), PAUSE, at("2026-03-31 12:00"))
    assert asked(stage) == ["2026-03-19", "2026-03-26"]


@pytest.mark.requirement("local.pause")
def test_internal_deadlines_keep_their_working_days_and_the_grant_does_not_move() -> None:
    stage = staged(*beginning(), at("2026-03-20 12:00"), PAUSE)
    before = {timer.kind: timer for timer in course_of(stage).timers}
    stage.step(at("2026-04-10 12:00"))
    stage.step(RESUME)
    after = {timer.kind: timer for timer in course_of(stage).timers}
    assert (before[TimerKind.FOLLOW_UP].deadline_on, after[TimerKind.FOLLOW_UP].deadline_on) == (
        day("2026-03-26"),
        day("2026-04-16"),
    )
    for kind in (TimerKind.GRANT_END, TimerKind.PHASE_OUT, TimerKind.EXTENSION_REVIEW):
        assert after[kind] == before[kind]
    assert TimerKind.RESUME not in after


def test_an_overdue_deadline_does_not_gain_the_days_it_was_overdue() -> None:
    stage = staged(*beginning(), at("2026-04-08 12:00"), PAUSE)
    before = course_of(stage).timer(TimerKind.FOLLOW_UP)
    stage.step(at("2026-04-10 12:00"))
    stage.step(RESUME)
    after = course_of(stage).timer(TimerKind.FOLLOW_UP)
    assert before is not None
    assert after is not None
    assert CALENDAR.working_days_between(before.deadline_on, after.deadline_on) == 2
    assert CALENDAR.working_days_between(before.due_at.date(), after.due_at.date()) == 2
    assert after.rung == before.rung


@settings(max_examples=40, deadline=None)
@given(before=st.integers(0, 30), paused=st.integers(0, 40))
@pytest.mark.requirement("local.pause")
def test_a_pause_of_any_length_moves_internal_deadlines_by_its_working_days(before: int, paused: int) -> None:
    stage = staged(*beginning())
    stage.until(stage.now + before * DAY)
    stage.step(PAUSE)
    held = course_of(stage).timers
    began = stage.now
    stage.until(stage.now + paused * DAY)
    stage.step(RESUME)
    took = CALENDAR.working_days_between(began.date(), stage.now.date())
    now = {timer.key: timer for timer in course_of(stage).timers}
    ended = {TimerKind.PROGRESS_WINDOW} if course_of(stage).phase is Phase.PHASING_OUT else set()
    for timer in held:
        if timer.kind in SHIFTED - ended:
            moved = CALENDAR.working_days_between(timer.deadline_on, now[timer.key].deadline_on)
            assert moved == took


def test_an_appointment_keeps_its_day_and_nobody_is_reminded_of_it_when_it_has_passed() -> None:
    stage = staged(*beginning(), appointment("2026-03-18 10:00"), appointment("2026-04-15 10:00"), PAUSE)
    stage.step(at("2026-03-25 09:00"))
    stage.step(RESUME)
    stage.step(at("2026-03-25 09:01"))
    fired = [one.event for one in events_of(stage.history, "TimerFired")]
    told: dict[Any, Any] = {getattr(event, "firing", ""): getattr(event, "to", ()) for event in fired}
    assert told["appointment:a2@2026-03-18#0"] == ()
    assert told["appointment:a2@2026-03-18#1"] == ("mentor",)
    stage.step(at("2026-04-14 10:00"))
    assert getattr(stage.history[-1].event, "firing", "") == "appointment:a3@2026-04-15#0"
    assert getattr(stage.history[-1].event, "to", ()) == ("citizen",)


def test_the_same_day_can_be_chosen_for_a_second_pause_without_a_second_reminder() -> None:
    stage = staged(*beginning(), until("2026-03-20"), RESUME, until("2026-03-20"), at("2026-03-20 12:00"))
    assert asked(stage) == ["2026-03-20"]
