"""A course that is taken on and has no mentor waits, and the jobcentre is told why."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from domain import commands as c
from domain.course_parts import NOT_WAITING
from domain.events import TimerFired
from domain.lifecycle import Phase
from domain.timers import TimerKind, Unit, Why
from tests.domain.staging import ACCEPTED, course_of, in_phase, refused, staged
from tests.factories import Play, at, day, match


def waiting(**fields: Any) -> Play:
    """A course put on the waiting list on Monday 2 March."""
    command = c.PutOnWaitingList(**{"reason": "no_free_hours", **fields})
    return staged(*ACCEPTED, at("2026-03-02 10:00"), command)


def deadline(stage: Play, kind: TimerKind) -> str:
    timer = course_of(stage).timer(kind)
    assert timer is not None
    return timer.deadline_on.isoformat()


@pytest.mark.requirement("local.waiting_list")
def test_it_says_why_and_the_search_is_due_again_on_the_expected_day() -> None:
    """S3: the waiting list has a reason; first contact counts from when there should be a mentor."""
    stage = waiting(expected_on=day("2026-03-14"))
    course = course_of(stage)
    assert (course.waiting.reason, course.waiting.since) == ("no_free_hours", day("2026-03-02"))
    assert course.waiting.mentor_expected_on == day("2026-03-14")
    assert deadline(stage, TimerKind.MATCHING) == "2026-03-16"
    assert deadline(stage, TimerKind.FIRST_CONTACT) == "2026-03-19"
    search = course_of(waiting(expected_on=day("2026-03-13"))).timer(TimerKind.MATCHING)
    assert search is not None
    assert (search.deadline_on, search.why) == (day("2026-03-13"), Why(day("2026-03-13"), 0, Unit.DAYS))


def looked_at(stage: Play) -> list[tuple[str, tuple[str, ...]]]:
    """What was told of the waiting, and whom."""
    fired = [one.event for one in stage.history if isinstance(one.event, TimerFired)]
    return [(one.notice, one.to) for one in fired if one.kind == TimerKind.WAITING_REVIEW]


@pytest.mark.requirement("local.waiting_review")
def test_a_long_wait_is_looked_at_meanwhile_and_its_reason_told_again() -> None:
    """local: after 10 working days, and every 10 while nobody has said anything new."""
    stage = waiting(expected_on=day("2026-05-20"))
    assert deadline(stage, TimerKind.WAITING_REVIEW) == "2026-03-16"
    stage.step(at("2026-03-17 12:00"))
    assert looked_at(stage) == [("reminder", ("coordinator",))]
    stage.step(at("2026-04-10 12:00"))
    assert looked_at(stage)[1:] == [("waiting_list", ("jobcentre",))] * 2
    again = c.PutOnWaitingList(reason="language", expected_on=day("2026-05-20"))
    stage.step(again)
    assert deadline(stage, TimerKind.WAITING_REVIEW) == "2026-04-24"
    stage.step(match())
    assert course_of(stage).timer(TimerKind.WAITING_REVIEW) is None


@pytest.mark.requirement("local.waiting_review")
def test_a_wait_that_is_soon_over_needs_no_look_meanwhile() -> None:
    stage = waiting(expected_on=day("2026-03-16"))
    assert course_of(stage).timer(TimerKind.WAITING_REVIEW) is None
    stage = waiting(expected_on=day("2026-05-20"))
    stage.step(c.PutOnWaitingList(reason="no_free_hours", expected_on=day("2026-03-10")))
    assert course_of(stage).timer(TimerKind.WAITING_REVIEW) is None
    assert course_of(waiting()).timer(TimerKind.WAITING_REVIEW) is None


@pytest.mark.requirement("local.waiting_list")
def test_without_an_expected_day_the_search_goes_on_in_the_programmes_time() -> None:
    """local: the matching deadline begins anew, and reminds again; nobody waits unseen."""
    stage = waiting()
    assert deadline(stage, TimerKind.MATCHING) == "2026-03-04"
    stage.step(at("2026-03-05 10:00"))
    assert course_of(stage).waiting.reason
    assert course_of(stage).waiting_on == "coordinator"


def test_before_there_is_a_mentor_the_mentors_turn_is_the_coordinators() -> None:
    course = course_of(in_phase(Phase.ACTIVE))
    assert (course.waiting_on, replace(course, mentor=None).waiting_on) == ("mentor", "coordinator")


def test_a_new_reason_or_day_keeps_since_when_the_citizen_has_waited() -> None:
    stage = waiting()
    stage.step(at("2026-03-05 10:00"))
    stage.step(c.PutOnWaitingList(reason="language", expected_on=day("2026-03-20")))
    waits = course_of(stage).waiting
    assert (waits.reason, waits.since) == ("language", day("2026-03-02"))


def test_a_mentor_ends_the_wait() -> None:
    stage = waiting(expected_on=day("2026-03-16"))
    stage.step(match())
    course = course_of(stage)
    assert course.waiting == NOT_WAITING
    assert course.timer(TimerKind.MATCHING) is None


def test_a_day_that_cannot_be_is_refused() -> None:
    with refused("waiting-expected"):
        waiting(expected_on=day("2026-03-02"))
    with refused("waiting-past-grant"):
        waiting(expected_on=day("2026-06-01"))
    waiting(expected_on=day("2026-05-31"))
