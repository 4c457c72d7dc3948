"""Appointments, follow-ups, three-party meetings and progress reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.events import GoalAnswer, ProgressReportSent
from domain.timers import TimerKind
from tests.domain.staging import GOAL_SETTING, course_of, later, refused, staged
from tests.factories import appointment, day, follow_up, meeting


def test_an_appointment_lies_ahead() -> None:
    with refused("appointment-past"):
        later().step(appointment("2026-04-20 12:00"))


def test_an_appointment_that_is_moved_must_be_open() -> None:
    stage = later(appointment("2026-04-27 10:00"))
    with refused("appointment-unknown"):
        stage.step(appointment("2026-04-28 10:00", replaces="a1"))
    stage.step(appointment("2026-04-28 10:00", replaces="a2"))
    assert [name for name, _ in course_of(stage).appointments] == ["a3"]
    assert [timer.subject for timer in course_of(stage).timers if timer.subject] == ["a3"]


@pytest.mark.requirement("S0.three_questions")
def test_a_follow_up_answers_for_every_open_goal_and_for_each_once() -> None:
    stage = later()
    with refused("goal-unanswered"):
        stage.step(follow_up("2026-04-20", {"g1": "action"}))
    with refused("unknown-goal"):
        stage.step(follow_up("2026-04-20", {"g1": "action", "g2": "action", "g3": "action", "g9": "action"}))
    twice = tuple(GoalAnswer(goal, False, True, False, progress=7) for goal in ("g1", "g2", "g3", "g3"))
    with refused("unknown-goal"):
        stage.step(c.RecordFollowUp(held_on=day("2026-04-20"), answers=twice))
    stage.step(follow_up("2026-04-20", {"g1": "action", "g2": "action", "g3": "action"}, reached=("g2",)))
    stage.step(follow_up("2026-04-20", {"g1": "action", "g3": "action"}))
    assert [goal.id for goal in course_of(stage).goals if goal.reached] == ["g2"]
    with refused("not-in-the-future"):
        stage.step(follow_up("2026-04-21", {"g1": "action", "g3": "action"}))


def test_what_is_entered_late_asks_for_nothing_that_has_been_done_since() -> None:
    stages: Any = {"g1": "action", "g2": "action", "g3": "action"}
    stage = later(follow_up("2026-04-20", stages), meeting("2026-04-20", form="three_party"))
    timers = course_of(stage).timers
    stage.step(follow_up("2026-04-01", stages))
    stage.step(meeting("2026-04-01", form="three_party"))
    assert course_of(stage).timers == timers
    assert course_of(stage).progress.followed_up_on == day("2026-04-20")


def test_a_three_party_meeting_plans_the_next_one_only_if_somebody_came() -> None:
    stage = later()
    before = course_of(stage).timer(TimerKind.THREE_PARTY_MEETING)
    stage.step(meeting("2026-04-20", form="three_party", attendance="excused"))
    assert course_of(stage).timer(TimerKind.THREE_PARTY_MEETING) == before
    stage.step(meeting("2026-04-20", form="three_party"))
    after = course_of(stage).timer(TimerKind.THREE_PARTY_MEETING)
    assert after is not None
    assert after.why.base_on == day("2026-04-20")


def test_reports_follow_on_each_other_and_take_hours_and_attendance_from_the_log() -> None:
    stage = later(meeting("2026-04-20", attendance="no_show"))
    stage.step(c.SendProgressReport(covers_to=day("2026-04-19"), summary="Det går fremad."))
    sent = stage.history[-1].event
    assert isinstance(sent, ProgressReportSent)
    assert (sent.covers_from, sent.covers_to, sent.number) == (day("2026-03-02"), day("2026-04-19"), 1)
    assert (sent.hours_granted, sent.hours_used, sent.meetings, sent.no_shows) == (
        Decimal(32),
        Decimal("1.50"),
        1,
        1,
    )
    with refused("report-period"):
        stage.step(c.SendProgressReport(covers_to=day("2026-04-19"), summary="Igen."))
    with refused("not-in-the-future"):
        stage.step(c.SendProgressReport(covers_to=day("2026-04-21"), summary="For tidligt."))


def test_the_first_report_may_be_written_while_the_goals_are_being_set() -> None:
    stage = staged(*GOAL_SETTING, c.SendProgressReport(covers_to=day("2026-03-02"), summary="Vi er i gang."))
    assert course_of(stage).progress.reports == 1
