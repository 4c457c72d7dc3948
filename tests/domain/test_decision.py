"""A decision hands over the course it leads to, so that nobody has to fold its events again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import commands as c
from domain.decide import advance, decide
from domain.events import Event
from domain.evolve import fold
from domain.lifecycle import Phase
from tests.domain.staging import in_phase, refused, samples
from tests.factories import CALENDAR, CLOCK, KIRSTEN, START, VIBORG


@pytest.mark.parametrize("phase", sorted(Phase))
def test_the_course_of_a_passage_of_time_is_the_fold_of_its_events(phase: Phase) -> None:
    stage = in_phase(phase)
    assert stage.course is not None
    past: list[Event] = [recorded.event for recorded in stage.history]
    now = stage.now + timedelta(weeks=30)
    decision = advance(stage.course, c.PassTime(), now, VIBORG, CALENDAR, actor=CLOCK)
    assert bool(decision.events) is stage.course.is_open
    assert decision.course == fold([*past, *decision.events])
    assert decision.events == decide(stage.course, c.PassTime(), now, VIBORG, CALENDAR, actor=CLOCK)


def test_the_course_of_a_command_is_the_fold_of_its_events() -> None:
    stage = in_phase(Phase.ACTIVE)
    assert stage.course is not None
    command = samples(stage)["Pause"]
    decision = advance(stage.course, command, stage.now, VIBORG, CALENDAR, actor=KIRSTEN)
    assert decision.course.phase is Phase.PAUSED
    assert decision.course == fold(decision.events, stage.course)


def test_no_time_passes_where_there_is_no_course() -> None:
    with refused("phase"):
        advance(None, c.PassTime(), START, VIBORG, CALENDAR, actor=CLOCK)
