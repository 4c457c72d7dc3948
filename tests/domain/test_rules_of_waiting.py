"""A course that is taken on and has no mentor waits, and the jobcentre is told why."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.course_parts import NOT_WAITING
from domain.timers import TimerKind
from tests.domain.staging import ACCEPTED, course_of, refused, staged
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


@pytest.mark.requirement("local.waiting_list")
def test_without_an_expected_day_the_search_goes_on_in_the_programmes_time() -> None:
    """local: the matching deadline begins anew, and reminds again; nobody waits unseen."""
    stage = waiting()
    assert deadline(stage, TimerKind.MATCHING) == "2026-03-04"
    stage.step(at("2026-03-05 10:00"))
    assert course_of(stage).waiting.reason
    assert course_of(stage).waiting_on == "coordinator"


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
