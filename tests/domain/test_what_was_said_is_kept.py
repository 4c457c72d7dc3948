"""What a command says under a name, its event keeps under that name: nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from copy import copy
from dataclasses import fields, replace
from functools import cache
from typing import Any

import pytest
from pydantic import ValidationError

from domain import commands as c
from domain.calendar import local_day
from domain.errors import Refused
from domain.events import Event, GoalsAgreed, GoalText
from domain.lifecycle import ROWS, Phase
from tests.domain.staging import GOAL_SETTING, in_phase, samples, staged
from tests.factories import Play, Step, appointment, at, day, referral, sign, update

WORDS = "Det er vigtigt."
MADE_OF_IT = {
    "AgreeGoals": {"goals"},
    "PlanAppointment": {"interpreter"},
    "QuickNote": {"category"},
    "RecordMeeting": {"mentor"},
    "MarkThirdParty": {"marks"},
}
"""Fields that an event keeps in another shape: numbered, or with what the programme or the referral adds."""
MISSED = c.ReportDeviation(occurred_at=at("2026-03-11 10:00"), fact="Kom ikke i praktik.")
ACKNOWLEDGED = (MISSED, c.AcknowledgeDeviation(matter="f1", by="D-0001"))
TODAY = local_day(at("2026-03-12 10:00"))
AGREED = c.AgreeDisclosure(recipient="workplace", kinds=("considerations",), from_on=day("2026-01-01"))
BEFORE: dict[str, tuple[Step, ...]] = {
    "AcknowledgeDeviation": (MISSED,),
    "AddExplanation": (MISSED,),
    "RecordDeviationOutcome": ACKNOWLEDGED,
    "WithdrawDeviation": (MISSED,),
    "RecordAccessDraft": (c.RecordAccessRequest(received_on=TODAY, kinds=("file_access",), channel="mail"),),
    "EndDisclosure": (AGREED,),
    "RecordDisclosure": (AGREED,),
    "MarkUpdateSeen": (update(referral(caseworker="Birgit Holm")),),
    "CancelAppointment": (appointment("2026-12-01 10:00"),),
    "LiftHold": (c.HoldErasure(reason="complaint"),),
}
"""What has to have happened for the command to make sense."""


def stages(name: str) -> Iterator[Play]:
    """A course in each phase in which the command may be given."""
    for phase in sorted(ROWS[name].allowed_in):
        with suppress(Refused):
            yield prepared(phase, BEFORE.get(name, ()))


@cache
def prepared(phase: Phase, steps: tuple[Step, ...]) -> Play:
    """A course in that phase on which those steps have been taken. Raises Refused."""
    stage = in_phase(phase)
    for step in steps:
        stage.step(step)
    return stage


def worded(command: c.Command) -> Iterator[c.Command]:
    """The command, and the command with each of its optional texts in turn."""
    yield command
    for field in fields(command):
        if getattr(command, field.name) == "":
            with suppress(ValidationError):
                changed: dict[str, Any] = {field.name: WORDS}
                yield replace(command, **changed)


def recorded(stage: Play, command: c.Command) -> Event | None:
    """The command's own event on that course, which stays as it is; None where a rule refuses it."""
    again = copy(stage)
    again.history = []
    with suppress(Refused):
        again.step(command)
    return again.history[0].event if again.history else None


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"PassTime", "RegisterReferral"}))
def test_what_was_said_is_kept_under_its_name(name: str) -> None:
    for stage in stages(name):
        for command in worded(samples(stage)[name]):
            event = recorded(stage, command)
            for field in fields(command):
                if hasattr(event, field.name) and field.name not in MADE_OF_IT.get(name, ()):
                    assert getattr(event, field.name) == getattr(command, field.name), field.name


def test_a_goal_is_kept_with_its_indicator_baseline_target_and_date() -> None:
    stage = staged(*GOAL_SETTING, sign("2026-03-02"))
    until = day("2026-05-01")
    goal = c.NewGoal(text="Op kl. 8.", indicator="Dage om ugen", baseline="1", target="5", target_on=until)
    stage.step(c.AgreeGoals(goals=(goal,)))
    agreed = stage.history[-1].event
    assert isinstance(agreed, GoalsAgreed)
    assert [(one.id, one.target_on) for one in agreed.goals] == [("g1", until)]
    assert agreed.texts == (GoalText("g1", "Op kl. 8.", "Dage om ugen", "1", "5"),)
