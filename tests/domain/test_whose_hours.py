"""Hours are the mentor's who gave them: whoever stood in, and whoever was mentor then (S3: per mentor)."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.events import MeetingRecorded
from domain.reconciling import accounts, lines
from tests.domain.staging import refused, staged
from tests.domain.test_reconciling import ALL
from tests.factories import AMIRA, BO, KIRSTEN, VIBORG, Play, beginning, meeting

HERS, HIS = meeting("2026-03-10"), meeting("2026-03-11")


def begun() -> Play:
    return staged(*beginning())


def logged_by(stage: Play) -> list[str]:
    """Whose the entries after the first are, in the order they were written."""
    events = (recorded.event for recorded in stage.history)
    return [event.mentor for event in events if isinstance(event, MeetingRecorded)][1:]


@pytest.mark.requirement("S3.hour_categories")
def test_who_stands_in_logs_hours_of_her_own() -> None:
    stage = begun()
    stage.act(HERS, AMIRA)
    stage.act(HIS, BO)
    assert logged_by(stage) == ["amira", "bo"]
    told = lines("M-2026-0042", accounts(stage.history, VIBORG, ()), ALL)
    assert [(line.mentor, line.logged) for line in told] == [("amira", 3), ("bo", 1.5)]


@pytest.mark.requirement("S3.hour_categories", "S1.handover")
def test_hours_stay_with_the_mentor_who_gave_them_when_another_takes_over() -> None:
    stage = begun()
    stage.act(HERS, AMIRA)
    stage.act(c.ReassignMentor(mentor="bo", handover="Kender planen."), KIRSTEN)
    stage.act(meeting("2026-03-10", "10:00", "10:30", corrects=2), KIRSTEN)
    stage.act(meeting("2026-03-06", mentor="amira"), KIRSTEN)
    stage.act(meeting("2026-03-09"), KIRSTEN)
    assert logged_by(stage) == ["amira", "amira", "amira", "bo"]


@pytest.mark.requirement("S3.hour_categories")
def test_a_mentor_logs_nobody_elses_hours() -> None:
    stage = begun()
    with refused("own-entries"):
        stage.act(meeting("2026-03-10", mentor="amira"), BO)
