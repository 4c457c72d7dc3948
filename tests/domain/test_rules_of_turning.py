"""A course that ends early, a new caseworker, and a closed course that opens again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import local_day
from domain.events import StoppedEarly, TimerFired
from domain.history import referral_of
from domain.intents import intents
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import (
    CANCEL,
    GOAL_SETTING,
    IN_PHASE,
    PAUSE,
    PHASE_OUT,
    RETURNED,
    closing,
    course_of,
    refused,
    staged,
)
from tests.factories import AMIRA, CALENDAR, VIBORG, Play, Step, at, beginning, day, meeting

REOPEN = c.Reopen(reason="Flytningen blev ikke til noget.")
CLOSED: tuple[Step, ...] = (*beginning(), CANCEL, closing())
CAUSES = ("moved", "withdrawn", "caseworker", "other")


def told(stage: Play, back: int = 1) -> set[tuple[str, str]]:
    """Whom one of the last events tells."""
    found = intents(stage.history[-back].event, course_of(stage), stage.now, CALENDAR)
    return {(one.kind.value, one.to) for one in found}


@pytest.mark.requirement("S0.closing_report")
@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("way", [GOAL_SETTING, beginning(), (*beginning(), PHASE_OUT), (*beginning(), PAUSE)])
def test_support_that_has_begun_is_stopped_but_the_closing_report_is_due(
    way: tuple[Step, ...], cause: str
) -> None:
    stage = staged(*way, replace(CANCEL, cause=cause))  # type: ignore[arg-type]
    course = course_of(stage)
    assert (course.phase, course.pause.began_on) == (Phase.CLOSING, None)
    assert [timer.kind for timer in course.timers] == [TimerKind.CLOSING_REPORT]
    assert course.waiting_on == "mentor"
    assert told(stage, 2) == {("course_cancelled", "jobcentre"), ("course_cancelled", "mentor")}
    event = stage.history[-2].event
    assert isinstance(event, StoppedEarly)
    assert event.cause == cause


@pytest.mark.parametrize("phase", [Phase.RECEIVED, Phase.ACCEPTED, Phase.MATCHED, Phase.CONTACTING])
def test_before_there_is_support_a_course_is_cancelled_without_a_report(phase: Phase) -> None:
    stage = staged(*IN_PHASE[phase], CANCEL)
    assert course_of(stage).phase is Phase.CANCELLED


def test_after_an_early_end_what_was_done_before_is_entered_and_nothing_later() -> None:
    stage = staged(*beginning(), CANCEL, at("2026-03-16 10:00"))
    stage.step(meeting("2026-03-11"))
    with refused("outside-grant"):
        stage.step(meeting("2026-03-13"))


def test_a_closed_course_opens_again_with_new_deadlines_and_the_same_grant() -> None:
    stage = staged(*CLOSED, at("2026-03-24 10:00"), REOPEN)
    course = course_of(stage)
    assert (course.phase, course.ended_on, course.closed_on) == (Phase.ACTIVE, None, None)
    assert {timer.kind for timer in course.timers} >= {
        TimerKind.FOLLOW_UP,
        TimerKind.PROGRESS_REPORT,
        TimerKind.EXTENSION_REVIEW,
        TimerKind.PHASE_OUT,
        TimerKind.GRANT_END,
    }
    assert told(stage) == {("course_reopened", "jobcentre"), ("course_reopened", "mentor")}
    assert course.periods == course_of(staged(*beginning())).periods
    stage.step(meeting("2026-03-24", "08:00", "09:00"))
    stage.step(at("2026-06-02 09:00"))
    assert course_of(stage).phase is Phase.CLOSING


def test_one_whose_goals_were_never_agreed_goes_on_with_them() -> None:
    stage = staged(*GOAL_SETTING, CANCEL, closing(0), REOPEN)
    assert course_of(stage).phase is Phase.GOAL_SETTING
    assert course_of(stage).timer(TimerKind.GOAL_SETTING)


def test_a_late_phase_out_begins_at_the_next_round() -> None:
    stage = staged(*beginning(), at("2026-05-20 10:00"), CANCEL)
    stage.step(c.RecordClosing(reason="moved", outcome="none", results=closing().results, review="Kort."))
    stage.step(REOPEN)
    stage.step(at("2026-05-20 11:00"))
    assert course_of(stage).phase is Phase.PHASING_OUT


@pytest.mark.parametrize(("on", "allowed"), [("2026-04-11", True), ("2026-04-12", False)])
def test_it_opens_within_the_programmes_days_and_no_later(on: str, allowed: bool) -> None:
    assert VIBORG.ending.reopen_within == 30
    stage = staged(*CLOSED, at(f"{on} 12:00"))
    if allowed:
        stage.step(REOPEN)
        return
    with refused("reopened-too-late"):
        stage.step(REOPEN)


def test_it_opens_only_for_a_coordinator_before_the_file_is_returned_and_while_the_grant_runs() -> None:
    stage = staged(*CLOSED)
    with refused("not-yours-to-do"):
        stage.step((AMIRA, REOPEN))
    over = staged(*beginning(), at("2026-06-02 09:00"), closing())
    with refused("grant-over"):
        over.step(REOPEN)
    stage.step(replace(RETURNED, returned_on=day("2026-03-12")))
    with refused("file-returned"):
        stage.step(REOPEN)


@settings(max_examples=25, deadline=None)
@given(days=st.lists(st.integers(0, 30), min_size=1, max_size=3), hours=st.integers(0, 23))
def test_however_often_it_is_closed_and_opened_no_rung_fires_twice(days: list[int], hours: int) -> None:
    stage = staged(*beginning())
    for gap in days:
        stage.until(stage.now + timedelta(days=gap, hours=hours))
        if course_of(stage).phase is Phase.CLOSED or course_of(stage).periods[-1].ends_on < local_day(
            stage.now
        ):
            break
        if course_of(stage).phase is not Phase.CLOSING:
            stage.step(CANCEL)
        stage.step(closing())
        stage.until(stage.now + timedelta(days=min(gap, 20)))
        if course_of(stage).periods[-1].ends_on < local_day(stage.now):
            break
        stage.step(REOPEN)
    stage.until(stage.now + timedelta(days=40))
    fired = [one.event.firing for one in stage.history if isinstance(one.event, TimerFired)]
    assert len(fired) == len(set(fired))


def test_a_new_caseworker_is_written_down_by_the_coordinator_and_counts_from_then_on() -> None:
    change = c.ChangeCaseworker(caseworker="Birgit Holm", contact="71 00 00 00")
    stage = staged(*beginning())
    unit = referral_of(stage.history).unit
    with refused("not-yours-to-do"):
        stage.step((AMIRA, change))
    stage.step(change)
    referral = referral_of(stage.history)
    assert (referral.caseworker, referral.caseworker_contact, referral.unit) == (
        "Birgit Holm",
        "71 00 00 00",
        unit,
    )
