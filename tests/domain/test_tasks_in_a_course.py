"""Tasks in a course that runs: at the agreement, in the log book, and what the course became by them."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.events import AgreementSigned, CourseClosed, MeetingRecorded
from tests.domain.five import FIVE, GROUPS, taken
from tests.domain.staging import GOAL_SETTING, closing, course_of, refused, staged
from tests.factories import (
    Play,
    Step,
    goals,
    match,
    meeting,
    referral,
    sign,
)


def begun(key: str, **command: Any) -> Play:
    """A course of the programme at its first meeting."""
    fields = {"target_group": GROUPS.get(key, "andet"), "tasks": ()}
    rest: tuple[Step, ...] = (match(), *GOAL_SETTING[-2:])
    return staged(
        c.RegisterReferral(controller="viborg", partner="X", programme=key, referral=referral(**fields)),
        taken(**command),
        *rest,
        programme=FIVE[key],
    )


@pytest.mark.requirement("S3.task_matrix")
def test_a_forbidden_task_is_refused_at_the_agreement() -> None:
    stage = begun("ressourceforloeb")
    for words in ("søge bevillinger for borgeren", "working_capacity"):
        with refused("forbidden-task"):
            stage.step(sign("2026-03-02", tasks=(words,)))
    stage.step(sign("2026-03-02", tasks=("vækning", "passe kaninerne")))
    assert course_of(stage).agreement_on


@pytest.mark.requirement("S3.task_matrix")
def test_the_agreement_can_give_the_reason_that_a_task_needs() -> None:
    stage = begun("ressourceforloeb")
    logged = meeting("2026-03-02", starts="09:00", ends="10:00", tasks=("own_finances",))
    with refused("task-reason"):
        stage.step(logged)
    with refused("task-reason"):
        stage.step(sign("2026-03-02", tasks=("egen økonomi",)))
    stage.step(sign("2026-03-02", tasks=("egen økonomi",), task_reason="Rykkere tager al kraft."))
    signed = stage.history[-1].event
    assert isinstance(signed, AgreementSigned)
    assert signed.reasoned == ("training-only",)
    stage.step(logged)
    stage.step(sign("2026-03-02", tasks=("egen økonomi",)))
    signed = stage.history[-1].event
    assert isinstance(signed, AgreementSigned)
    assert signed.reasoned == ()
    assert course_of(stage).acceptance.reasoned == ("training-only",)


@pytest.mark.requirement("S3.no_applications", "S3.no_capacity")
def test_a_forbidden_task_is_refused_when_it_is_logged() -> None:
    stage = begun("ressourceforloeb")
    for code in ("working_capacity", "grant_applications"):
        with refused("forbidden-task"):
            stage.step(meeting("2026-03-02", starts="09:00", ends="10:00", tasks=(code,)))
    with refused("unknown-task"):
        stage.step(meeting("2026-03-02", starts="09:00", ends="10:00", tasks=("rabbits",)))
    stage.step(meeting("2026-03-02", starts="09:00", ends="10:00", tasks=("morning", "bank")))
    recorded = stage.history[-1].event
    assert isinstance(recorded, MeetingRecorded)
    assert recorded.tasks == ("morning", "bank")


def closed(key: str, *entries: tuple[str, ...], stated: bool = False) -> CourseClosed:
    """The closing of a course in whose entries these tasks were worked on."""
    stage = begun(key)
    for hour, tasks in enumerate(entries, start=8):
        stage.step(meeting("2026-03-02", starts=f"{hour:02}:00", ends=f"{hour:02}:30", tasks=tasks))
    stage.step(sign("2026-03-02", tasks=()))
    stage.step(goals("En hverdag."))
    stage.step(c.StartPhaseOut())
    stage.step(closing(1, only_placement_follow_up=stated))
    event = stage.history[-1].event
    assert isinstance(event, CourseClosed)
    return event


PLACEMENT, OTHER = ("placement_follow_up",), ("placement_follow_up", "morning")


@pytest.mark.requirement("S0.placement_finding")
@pytest.mark.parametrize(
    ("entries", "stated", "finding"),
    [
        ((PLACEMENT, PLACEMENT), False, True),
        ((PLACEMENT, OTHER), True, False),
        ((PLACEMENT, ()), False, True),
        (((),), True, True),
        ((), False, False),
    ],
)
def test_a_course_that_became_placement_follow_up_alone_is_a_finding(
    entries: tuple[tuple[str, ...], ...], stated: bool, finding: bool
) -> None:
    event = closed("fastholdelsesmentor", *entries, stated=stated)
    assert (event.finding_placement_only, event.stated_placement_only) == (finding, stated)


@pytest.mark.requirement("S0.placement_finding")
def test_the_finding_is_the_mentors_word_where_the_programme_does_not_ask() -> None:
    assert not closed("viborg", ("morning",)).finding_placement_only
    assert closed("viborg", ("morning",), stated=True).finding_placement_only
