"""Deadlines are counted from days that people type: one that cannot be is refused, whatever it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain import commands as c
from domain.commands import COMMANDS
from domain.days import HAPPENED, first_day
from tests.domain.staging import course_of, refused, samples, staged
from tests.factories import AMIRA, Play, accept, at, attempt, beginning, day, goals, match, register

EARLIER: dict[str, Callable[[Any], Any]] = {
    "RecordContactAttempt": lambda one: replace(one, attempted_at=at("2025-03-02 10:00")),
    "ReportDeviation": lambda one: replace(one, occurred_at=at("2025-03-02 10:00")),
    "AgreeChangePlan": lambda one: replace(one, agreed_on=day("2025-03-02")),
}
MATCHED = (register(), at("2026-02-26 10:00"), accept(), match(), at("2026-03-03 12:00"))


def stage_for(name: str) -> Play:
    early = name in {"RecordContactAttempt", "RecordFirstMeeting"}
    return staged(*(MATCHED if early else beginning()))


@pytest.mark.parametrize("name", sorted(command.__name__ for command in HAPPENED))
@pytest.mark.requirement("local.bad_input")
def test_nothing_has_happened_on_a_course_a_year_before_it(name: str) -> None:
    stage = stage_for(name)
    command = samples(stage)[name]
    earlier = EARLIER.get(name, lambda one: replace(one, held_on=day("2025-03-02")))
    assert type(command) is COMMANDS[name]
    with refused("before-the-course"):
        stage.act(earlier(command), AMIRA)


def test_the_day_of_the_referral_and_the_first_granted_one_are_days_of_the_course() -> None:
    stage = staged(*MATCHED)
    assert first_day(course_of(stage)) == day("2026-02-26")
    stage.act(attempt("2026-02-26 09:00", reached=False), AMIRA)


@pytest.mark.requirement("S0.realistic_goals")
def test_a_goal_lies_ahead_when_it_is_agreed_and_when_it_is_revised() -> None:
    stage = staged(*beginning())
    with refused("goal-date"):
        stage.act(goals("At møde stabilt.", target_on="2025-05-29"), AMIRA)
    with refused("goal-date"):
        stage.act(c.ReviseGoal(goal="g1", reason="Rykket.", target_on=day("2025-05-29")), AMIRA)
    stage.act(c.ReviseGoal(goal="g1", reason="Rykket.", target_on=stage.now.date()), AMIRA)
