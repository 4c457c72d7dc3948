"""Three-party meetings: their parties, and when the next one is due."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.intents import intents
from domain.timers import TimerKind
from tests.domain.staging import course_of, later, refused
from tests.factories import CALENDAR, Play, at, day, meeting, updated_course


def minutes(on: str = "2026-04-20", **changes: Any) -> c.RecordMinutes:
    fields = {"held_on": day(on), "participants": ("citizen", "mentor", "caseworker"), "summary": "Status."}
    return c.RecordMinutes(**{**fields, **changes})


def due(stage: Play) -> Any:
    timer = course_of(stage).timer(TimerKind.THREE_PARTY_MEETING)
    return timer.deadline_on if timer else None


@pytest.mark.requirement("S3.three_party")
def test_the_citizen_is_there_or_it_is_told_why_not() -> None:
    """S3: as few talks as possible about the citizen without the citizen."""
    alone = {"participants": ("mentor", "caseworker")}
    with refused("without-the-citizen"):
        later().step(minutes(**alone))
    later().step(minutes(**alone, absent_because="Syg, og ønskede at mødet blev holdt."))


def test_a_three_party_meeting_has_the_jobcentre_with_it() -> None:
    """S3: three-party meetings."""
    with refused("three-parties"):
        later().step(minutes(participants=("citizen", "mentor")))
    later().step(minutes(participants=("citizen", "mentor", "job_consultant", "mentor")))


@pytest.mark.requirement("local.three_party")
def test_the_next_meeting_follows_the_day_that_was_agreed_or_the_interval() -> None:
    """local: three-party meeting every 6 weeks."""
    stage = later(meeting("2026-04-20", "08:00", "09:00", form="three_party"))
    assert due(stage) == day("2026-06-01")
    stage.step(minutes())
    assert due(stage) == day("2026-06-01")
    with refused("next-meeting-order"):
        stage.step(minutes(next_meeting_on=day("2026-04-20")))
    stage.step(minutes(next_meeting_on=day("2026-05-11")))
    assert (due(stage), course_of(stage).written.minutes) == (day("2026-05-11"), 2)
    with refused("not-in-the-future"):
        stage.step(minutes("2026-04-21"))


def test_minutes_entered_after_the_day_that_was_agreed_count_from_the_meeting() -> None:
    stage = later(minutes("2026-04-01", next_meeting_on=day("2026-04-15")))
    timer = course_of(stage).timer(TimerKind.THREE_PARTY_MEETING)
    assert timer is not None
    assert timer.why.base_on == day("2026-04-01")


@pytest.mark.requirement("outside.legal_basis")
def test_the_jobcentre_gets_them_on_the_citizen_s_consent_and_the_citizen_always() -> None:
    """outside: each exchange names its basis."""
    stage = later(minutes())
    event, course = stage.history[-1].event, course_of(stage)
    told = [(one.kind.value, one.to) for one in intents(event, course, stage.now, CALENDAR)]
    assert told == [("meeting_minutes", "jobcentre"), ("meeting_minutes", "citizen")]
    without = updated_course()[0]
    assert [one.to for one in intents(event, without, at("2026-04-20 12:00"), CALENDAR)] == ["citizen"]
