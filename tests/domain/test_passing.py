"""What the clock does: each rung once, in order, whatever the ticks look like."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import COPENHAGEN, local
from domain.events import TimerFired
from domain.timers import TimerKind
from tests.domain.staging import ACCEPTED, IN_PHASE, MATCHED, course_of, staged
from tests.factories import (
    CALENDAR,
    CLOCK,
    START,
    VIBORG,
    Play,
    appointment,
    at,
    attempt,
    beginning,
    events_of,
    register,
)

HOUR = timedelta(hours=1)


def fired(stage: Play) -> list[TimerFired]:
    """The rungs that have fired, in order."""
    return [one.event for one in events_of(stage.history, "TimerFired") if isinstance(one.event, TimerFired)]


def tick(stage: Play, now: datetime) -> None:
    """One round at an instant, without stopping where something falls due on the way."""
    stage.now = max(stage.now, now)
    stage.act(c.PassTime(), CLOCK)


def test_nothing_happens_before_it_is_due_and_at_that_instant_it_does() -> None:
    stage = staged(register())
    due = course_of(stage).next_due_at
    assert due == at("2026-03-02 08:00")
    tick(stage, due - timedelta(microseconds=1))
    assert fired(stage) == []
    tick(stage, due)
    assert [event.firing for event in fired(stage)] == ["acceptance@2026-03-02#0"]
    tick(stage, due)
    assert len(fired(stage)) == 1


@pytest.mark.requirement("local.reminders")
def test_a_ladder_repeats_its_last_rung_until_somebody_acts() -> None:
    stage = staged(*MATCHED, at("2026-03-12 12:00"))
    ladder = [event for event in fired(stage) if event.kind == TimerKind.FIRST_CONTACT]
    assert [(event.rung, event.notice) for event in ladder] == [
        (0, "first_contact_due"),
        (1, "first_contact_overdue"),
        (2, "first_contact_overdue"),
        (3, "first_contact_overdue"),
    ]
    stage.step(attempt("2026-03-12 11:00", reached=True))
    stage.step(at("2026-03-20 12:00"))
    assert len([event for event in fired(stage) if event.kind == TimerKind.FIRST_CONTACT]) == 4


def test_after_a_standstill_every_rung_is_told_but_a_repetition_only_once_more() -> None:
    stage = staged(*MATCHED)
    tick(stage, at("2026-04-20 12:00"))
    ladder = [event for event in fired(stage) if event.kind == TimerKind.FIRST_CONTACT]
    assert [event.rung for event in ladder] == [0, 1]
    due = course_of(stage).timer(TimerKind.FIRST_CONTACT)
    assert due is not None
    assert due.due_at > stage.now
    assert due.rung > 2


def test_a_ladder_that_repeats_nothing_ends_with_its_last_rung() -> None:
    """A visit that nobody wrote down: the citizen is reminded before it, the mentor once after it."""
    ladder = VIBORG.deadlines[TimerKind.APPOINTMENT].model_copy(update={"repeat_every": None})
    once = VIBORG.model_copy(update={"deadlines": {**VIBORG.deadlines, TimerKind.APPOINTMENT: ladder}})
    stage = staged(*beginning(), appointment("2026-03-19 10:00"), at("2026-04-09 12:00"), programme=once)
    kept, *told = [event for event in fired(stage) if event.kind == TimerKind.APPOINTMENT]
    assert kept.rung == 0
    assert [(event.rung, event.notice, event.to) for event in told] == [
        (0, "appointment_reminder", ("citizen",)),
        (1, "reminder", ("mentor",)),
    ]


def test_a_reminder_meant_for_the_mentor_goes_to_the_coordinator_while_there_is_none() -> None:
    stage = staged(*ACCEPTED, at("2026-03-03 12:00"))
    told = [event.to for event in fired(stage) if event.kind == TimerKind.FIRST_CONTACT]
    assert told == [("coordinator",)]


def test_what_falls_due_together_fires_in_the_order_of_the_clock() -> None:
    stage = staged(*beginning())
    tick(stage, at("2026-06-02 09:00"))
    order = [type(one.event).__name__ for one in stage.history if type(one.event).__name__ != "TimerFired"]
    assert order[-4:] == ["ExtensionReviewOpened", "MatterOpened", "PhaseOutStarted", "SupportEnded"]


def test_an_appointment_is_reminded_of_the_working_day_before_at_its_hour() -> None:
    stage = staged(*beginning(), appointment("2026-04-07 09:00"), at("2026-04-01 10:00"))
    reminder = fired(stage)[-1]
    assert (reminder.notice, reminder.to) == ("appointment_reminder", ("citizen",))
    stage.step(at("2026-04-08 08:00"))
    assert (fired(stage)[-1].notice, fired(stage)[-1].to) == ("reminder", ("mentor",))


def test_an_appointment_made_too_late_to_be_reminded_of_is_not() -> None:
    stage = staged(*beginning(), appointment("2026-03-13 09:00"), at("2026-03-16 08:00"))
    assert [event.notice for event in fired(stage) if event.subject == "a2"] == ["reminder"]


@settings(max_examples=30, deadline=None)
@given(
    gaps=st.lists(st.integers(0, 24 * 9), min_size=1, max_size=25), phase=st.sampled_from(sorted(IN_PHASE))
)
def test_each_rung_fires_once_however_late_or_doubled_the_rounds_are(gaps: list[int], phase: str) -> None:
    stage = staged(*IN_PHASE[next(one for one in IN_PHASE if one == phase)])
    now = stage.now
    for gap in gaps:
        now += gap * HOUR
        tick(stage, now)
        assert stage.act(c.PassTime(), CLOCK) == ()
    names = [event.firing for event in fired(stage)]
    assert len(names) == len(set(names))


@settings(max_examples=20, deadline=None)
@given(days=st.integers(0, 400))
def test_every_reminder_of_an_idle_course_is_due_in_office_hours(days: int) -> None:
    starts = START + timedelta(days=days)
    stage = Play(VIBORG, starts)
    stage.step(register())
    stage.until(starts + timedelta(days=30))
    for event in fired(stage):
        due = local(event.timers[0].due_at)
        assert CALENDAR.is_working_day(due.date())
        assert CALENDAR.opens <= due.time() < CALENDAR.closes


def test_a_daily_reminder_keeps_its_hour_over_both_clock_changes() -> None:
    for month in ("2026-03-25", "2026-10-21"):
        stage = Play(VIBORG, at(f"{month} 09:00"))
        stage.step(register())
        stage.until(stage.now + timedelta(days=14))
        rang = [local(one.at) for one in events_of(stage.history, "TimerFired")]
        assert {at_hour.time() for at_hour in rang} == {CALENDAR.opens}
        assert len({at_hour.utcoffset() for at_hour in rang}) == 2, "the fortnight crosses the change"


@pytest.mark.requirement("outside.working_days")
def test_a_ladder_over_new_year_skips_christmas_and_climbs_again() -> None:
    stage = Play(VIBORG, datetime(2026, 12, 22, 10, tzinfo=COPENHAGEN))
    stage.step(register())
    stage.until(at("2027-01-06 12:00"))
    days = [local(one.at).date().isoformat() for one in events_of(stage.history, "TimerFired")]
    assert days == ["2026-12-28", "2026-12-29", "2026-12-30", "2027-01-04", "2027-01-05", "2027-01-06"]
    assert all(first < second for first, second in pairwise(days))
