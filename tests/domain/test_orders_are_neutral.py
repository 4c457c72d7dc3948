"""What an order is about can be health: no group, track or task is readable beside a course's reference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from models.codec import dump_course, facts_of
from models.packing import unpacked
from tests.domain.five import FIVE, received, taken
from tests.domain.staging import GOAL_SETTING, course_of
from tests.factories import GRANT, Play, day, match, meeting, sign


def readable(stage: Play) -> str:
    """Everything of a course that is stored without a seal, as text."""
    facts = (unpacked(facts_of(recorded.event)).decode() for recorded in stage.history)
    return " ".join([dump_course(course_of(stage)), *facts])


def discharged() -> Play:
    """A citizen to be discharged, taken on by a right, with her mentor at the doctor's."""
    grant = replace(GRANT, track="psykiatrisk udskrivning", ends_on=day("2026-09-01"))
    group = "borger, der skal udskrives fra psykiatrisk indlæggelse"
    stage = received("naestved", target_group=group, grant=grant, tasks=("hjem og familie",))
    said = {"track": "discharge", "track_on": day("2026-06-01"), "section_85": "same_person"}
    steps = (
        taken(**said, target_group="discharge", tasks=("home_and_family",), section_85_by="Bostøtten"),
        match(),
        *GOAL_SETTING[-2:],
        sign("2026-03-02", tasks=("bolig",), task_reason="Hjemmet sejler."),
        meeting("2026-03-02", starts="09:00", ends="10:00", tasks=("home_and_family",)),
    )
    for step in steps:
        stage.step(step)
    return stage


@pytest.mark.requirement("S4.target_groups", "S1.tracks")
def test_nothing_that_is_readable_names_a_group_a_track_or_a_task() -> None:
    stage = discharged()
    programme = FIVE["naestved"]
    kept = readable(stage)
    for named in (programme.target_groups, programme.tracks, programme.tasks):
        for code, one in named.items():
            assert f'"{code}"' not in kept
            assert one.words not in kept
    for word in ("same_person", "Bostøtten", "sejler", "udskriv"):
        assert word not in kept
    assert course_of(stage).acceptance.entitlement == "right"


@pytest.mark.requirement("S3.task_matrix")
def test_the_refusal_of_a_task_names_the_rule_and_not_what_was_ordered() -> None:
    stage = received("ressourceforloeb", tasks=("personlig pleje",))
    kept = readable(stage)
    assert "other-law" in kept
    assert "hygiene" not in kept
    assert "pleje" not in kept
    stage.step(c.Cancel(cause="not_eligible", reason="Hører under serviceloven."))
    assert "hygiene" not in readable(stage)
