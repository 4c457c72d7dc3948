"""Deadlines counted again: when the working days change, and when a course goes over to another version."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain import commands as c
from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.events import DeadlinesMoved
from domain.evolve import fold
from domain.ladders import MOMENTS, Deadline, rings_at
from domain.lifecycle import FINAL, Phase
from domain.programme import Programme
from domain.reprojection import awaited, reproject
from domain.timers import Timer, TimerKind, count
from tests.domain.staging import course_of, in_phase, staged
from tests.factories import CALENDAR, CLOCK, VIBORG, Play, appointment, at, beginning, day

OPEN_PHASES = sorted(set(Phase) - FINAL)


def closing(*days: date, opened: tuple[date, ...] = ()) -> Calendar:
    """The calendar with some more closed days, and some fewer."""
    closed = {on: name for on, name in CALENDAR.closed.items() if on not in opened}
    return Calendar(closed | dict.fromkeys(days, "lukkedag"), CALENDAR.opens, CALENDAR.closes)


def with_deadline(kind: TimerKind, **changes: Any) -> Programme:
    """The programme with another deadline of that kind."""
    given = VIBORG.deadlines[kind].model_dump(exclude={"working_days", "weeks", "days"})
    return VIBORG.model_copy(
        update={"deadlines": VIBORG.deadlines | {kind: Deadline.model_validate(given | changes)}}
    )


def dates(course: Course, calendar: Calendar) -> dict[str, tuple[str, str]]:
    """What moves: the day before and the day after, by the deadline's key."""
    moved = reproject(course, VIBORG, calendar, at("2026-03-12 12:30"))
    return {one.after.key: (str(one.before.deadline_on), str(one.after.deadline_on)) for one in moved}


@pytest.mark.requirement("local.counted_again")
@pytest.mark.parametrize("phase", OPEN_PHASES)
def test_nothing_moves_where_nothing_has_changed(phase: Phase) -> None:
    """local: counting again by the same rules finds every deadline where it is."""
    stage = in_phase(phase)
    assert reproject(course_of(stage), VIBORG, CALENDAR, stage.now) == ()
    assert reproject(course_of(stage), VIBORG, CALENDAR, stage.now, was=VIBORG) == ()
    assert stage.act(c.ReprojectDeadlines(), CLOCK) == ()


@pytest.mark.requirement("local.counted_again")
def test_a_new_closed_day_moves_the_deadlines_it_lies_on() -> None:
    """local: a calendar change re-projects open deadlines and lists what moved."""
    course = course_of(staged(*beginning()))
    assert dates(course, closing(day("2026-03-26"))) == {"follow_up": ("2026-03-26", "2026-03-27")}


@pytest.mark.requirement("local.counted_again")
def test_a_day_that_is_open_again_moves_a_deadline_back() -> None:
    """outside: which days are closed is the calendar's (Store bededag was abolished from 2024)."""
    stage = staged(*beginning())
    stage.calendar = closing(day("2026-03-26"))
    stage.act(c.ReprojectDeadlines(), CLOCK)
    assert dates(course_of(stage), CALENDAR) == {"follow_up": ("2026-03-27", "2026-03-26")}


@pytest.mark.requirement("local.counted_again")
def test_the_end_of_the_grant_never_moves() -> None:
    """outside: the grant's end never moves without a decision."""
    course = course_of(staged(*beginning()))
    ends = course.timer(TimerKind.GRANT_END)
    assert ends is not None
    longer = with_deadline(TimerKind.GRANT_END, days=5)
    moved = reproject(course, longer, closing(ends.deadline_on), at("2026-03-12 12:30"), was=VIBORG)
    assert TimerKind.GRANT_END not in {one.after.kind for one in moved}


@pytest.mark.requirement("local.counted_again")
def test_a_deadline_that_has_passed_stays_and_only_its_next_rung_moves() -> None:
    """local: a date that people were told and that has passed is not changed afterwards."""
    stage = staged(*beginning(), at("2026-03-26 12:00"))
    ringing = closing(day("2026-03-26"), day("2026-03-31"))
    (moved,) = reproject(course_of(stage), VIBORG, ringing, at("2026-03-27 09:00"))
    assert moved.before.deadline_on == moved.after.deadline_on == day("2026-03-26")
    assert (moved.before.rung, moved.after.rung) == (1, 1)
    assert moved.before.due_at < moved.after.due_at == at("2026-04-01 08:00")


@pytest.mark.requirement("local.counted_again")
def test_an_appointment_stays_on_the_day_it_was_made_for() -> None:
    """local: an appointment's day is people's own; only its reminder keeps office hours."""
    stage = staged(*beginning(), appointment("2026-03-27 10:00"))
    (moved,) = reproject(course_of(stage), VIBORG, closing(day("2026-03-26"), day("2026-03-27")), stage.now)[
        :1
    ]
    kept = {
        one.after.kind: one
        for one in reproject(course_of(stage), VIBORG, closing(day("2026-03-26")), stage.now)
    }
    assert moved.before.kind is TimerKind.FOLLOW_UP
    assert kept[TimerKind.APPOINTMENT].after.deadline_on == day("2026-03-27")
    assert kept[TimerKind.APPOINTMENT].after.due_at == at("2026-03-25 10:00")


@pytest.mark.requirement("local.counted_again")
def test_a_pause_is_counted_again_too() -> None:
    """local: a pause shifts internal deadlines by its working days, as they are now."""
    paused = (*beginning(), at("2026-03-16 09:00"), c.Pause(), at("2026-03-20 09:00"), c.Resume())
    course = course_of(staged(*paused))
    follow_up = course.timer(TimerKind.FOLLOW_UP)
    assert follow_up is not None
    assert follow_up.deadline_on == day("2026-04-01")
    assert dates(course, closing(day("2026-03-18")))["follow_up"] == ("2026-04-01", "2026-03-31")


@pytest.mark.requirement("local.counted_again")
def test_what_moved_is_recorded_with_the_day_before_and_after() -> None:
    """local: what moves is recorded on the course."""
    stage = staged(*beginning())
    stage.calendar = closing(day("2026-03-26"))
    (event,) = stage.act(c.ReprojectDeadlines(), CLOCK)
    assert isinstance(event, DeadlinesMoved)
    assert [(one.timer, one.before, one.after) for one in event.moved] == [
        ("follow_up", day("2026-03-26"), day("2026-03-27"))
    ]
    assert course_of(stage).timer(TimerKind.FOLLOW_UP) == event.timers[0]
    assert stage.act(c.ReprojectDeadlines(), CLOCK) == ()
    assert fold(one.event for one in stage.history) == stage.course


@pytest.mark.requirement("local.counted_again")
def test_another_version_moves_what_it_counts_otherwise_and_a_pause_moves_it_on() -> None:
    """local: moving to another version re-projects the deadlines; those counted otherwise are kept."""
    paused = (*beginning(), at("2026-03-16 09:00"), c.Pause(), at("2026-03-20 09:00"), c.Resume())
    course = course_of(staged(*paused))
    monthly = with_deadline(TimerKind.FOLLOW_UP, weeks=4)
    (moved,) = reproject(course, monthly, CALENDAR, at("2026-03-20 09:00"), was=VIBORG)
    assert (moved.after.key, moved.after.why.amount) == ("follow_up", 4)
    assert moved.after.deadline_on == count(moved.after.why, CALENDAR) == day("2026-04-15")


@pytest.mark.requirement("local.counted_again")
def test_phase_out_goes_on_waiting_for_the_decision_wherever_that_moves() -> None:
    """S1: phase-out waits while a new period may still come, but no longer."""
    course = course_of(staged(*beginning(), at("2026-04-27 09:00")))
    assert awaited(course) is not None
    sooner = with_deadline(TimerKind.EXTENSION_DECISION, weeks=-3)
    moved = {
        one.after.kind: one.after
        for one in reproject(course, sooner, CALENDAR, at("2026-04-27 09:00"), was=VIBORG)
    }
    assert set(moved) == {TimerKind.EXTENSION_DECISION, TimerKind.PHASE_OUT}
    assert {one.deadline_on for one in moved.values()} == {day("2026-05-08")}
    assert awaited(course_of(staged(*beginning()))) is None


@pytest.mark.requirement("local.counted_again")
def test_the_two_shorter_deadlines_follow_their_own_settings() -> None:
    """local: a decision wanted soon, and the question about a pause without an end."""
    stage = staged(*beginning(), c.OpenExtensionReview(), c.Pause())
    within = VIBORG.grants.model_copy(update={"decide_within": 12})
    version = with_deadline(TimerKind.RESUME, days=0, repeat_every=7).model_copy(update={"grants": within})
    moved = reproject(course_of(stage), version, CALENDAR, stage.now, was=VIBORG)
    assert {(one.after.kind.value, one.after.why.amount) for one in moved} == {
        ("extension_decision", 12),
        ("resume", 7),
    }


@settings(max_examples=25, deadline=None)
@given(
    phase=st.sampled_from(OPEN_PHASES),
    closed=st.sets(st.integers(1, 120), max_size=12),
    gaps=st.lists(st.integers(0, 200), min_size=1, max_size=8),
)
@pytest.mark.requirement("local.counted_again")
def test_no_rung_fires_twice_however_often_the_calendar_changes(
    phase: Phase, closed: set[int], gaps: list[int]
) -> None:
    """local: deadlines that move back and forth ring each rung once, and the granted days stay."""
    stage = in_phase(phase)
    days = [stage.now.date() + timedelta(days=number) for number in sorted(closed)]
    periods = course_of(stage).periods
    for number, gap in enumerate(gaps):
        stage.calendar = closing(*days) if number % 2 == 0 else CALENDAR
        stage.act(c.ReprojectDeadlines(), CLOCK)
        check(stage)
        stage.until(stage.now + timedelta(hours=gap))
    firings = [event.firing for event in events(stage)]
    assert len(firings) == len(set(firings))
    assert course_of(stage).periods == periods


def check(stage: Play) -> None:
    """Every open deadline of the course lies where it is counted to; later only where a reminder of the
    earlier day would lie in the past, so that somebody may have been told of the later one.
    """
    for timer in course_of(stage).timers:
        ahead = timer.deadline_on >= local_day(stage.now)
        if ahead and timer.kind not in MOMENTS | {TimerKind.GRANT_END}:
            counted = count(timer.why, stage.calendar)
            assert counted <= timer.deadline_on
            assert counted == timer.deadline_on or timer.rung or _rings(timer, counted, stage) <= stage.now


def _rings(timer: Timer, on: date, stage: Play) -> datetime:
    deadline = VIBORG.deadlines[timer.kind]
    return rings_at(replace(timer, deadline_on=on), timer.rung, deadline, stage.calendar)


def events(stage: Play) -> list[Any]:
    """The rungs that have fired."""
    return [one.event for one in stage.history if type(one.event).__name__ == "TimerFired"]
