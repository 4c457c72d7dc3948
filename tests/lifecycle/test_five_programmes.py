"""Each of the five programmes from its referral to its closing report, by its own file alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.lifecycle import Phase
from domain.programme import Programme
from tests.domain.five import FIVE, received, taken
from tests.domain.staging import closing, course_of
from tests.factories import GRANT, Play, at, attempt, day, match, meeting, sign

TOLD = {
    "manages_alone": "Rejser selv med bussen.",
    "coping": "Klarer morgenen uden opkald.",
    "handover": "Lederen i butikken er ny kontaktperson.",
    "considerations": "Har brug for pauser.",
}
"""What some programmes want told at the closing."""


def goal(programme: Programme) -> c.AgreeGoals:
    """One goal, with what it leads to where the programme asks for that."""
    aim = "job" if programme.goals.final_aim else ""
    return c.AgreeGoals(goals=(c.NewGoal(text="Op klokken 8.", target_on=day("2026-05-20"), aim=aim),))


def begun(key: str) -> Play:
    """Referred, taken on, matched, met, and agreed."""
    stage = received(key, in_activity="virksomhedspraktik", grant=replace(GRANT, ends_on=day("2026-05-31")))
    for step in (
        taken(),
        match(),
        at("2026-03-02 12:00"),
        attempt("2026-03-02 10:00", reached=True),
        c.RecordFirstMeeting(held_on=day("2026-03-02")),
        sign("2026-03-02"),
        goal(FIVE[key]),
    ):
        stage.step(step)
    return stage


@pytest.mark.parametrize("key", sorted(FIVE))
def test_a_course_goes_from_its_referral_to_its_closing_report(key: str) -> None:
    stage = begun(key)
    assert course_of(stage).phase is Phase.ACTIVE
    stage.step(at("2026-03-20 12:00"))
    stage.step(meeting("2026-03-20", "09:00", "11:00"))
    assert course_of(stage).hours_used == 2
    stage.step(at("2026-04-27 12:00"))
    assert {matter.kind for matter in course_of(stage).open_matters()} == {"extension", "no_progress"}
    stage.step(at("2026-06-02 12:00"))
    assert course_of(stage).phase is Phase.CLOSING
    stage.step(closing(1, **TOLD))
    assert course_of(stage).phase is Phase.CLOSED
    names = {type(recorded.event).__name__ for recorded in stage.history}
    assert {"SupportEnded", "CourseClosed"} <= names
