"""The follow-up's questions, the scale and the stages, and the window in which something should move."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain import commands as c
from domain.course_parts import GoalState
from domain.events import GoalAnswer, Stage, SupportEnded
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.programme import FollowUp
from domain.progress import has_moved, level_of
from domain.timers import TimerKind
from tests.domain.staging import GOAL_SETTING, PAUSE, PHASE_OUT, course_of, refused, staged
from tests.factories import (
    AMIRA,
    CIRCLE,
    KIRSTEN,
    VIBORG,
    Play,
    at,
    beginning,
    day,
    follow_up,
    goals,
    granted,
    play,
    sign,
    together,
)

STILL: dict[str, Stage] = {"g1": "action", "g2": "action", "g3": "action"}
UP: dict[str, Stage] = {**STILL, "g3": "maintenance"}
ENDING = c.EndEffort(matter="s2", reason="Mentors rolle understøtter ikke indsatsen.")


def begun(*steps: Any) -> Play:
    """A course with its first follow-up on 16 March, when every goal got its first mark."""
    return staged(*beginning(), at("2026-03-16 12:00"), follow_up("2026-03-16", STILL), *steps)


def window(stage: Play) -> Any:
    timer = course_of(stage).timer(TimerKind.PROGRESS_WINDOW)
    return timer.why.base_on if timer else None


def opened(stage: Play) -> list[str]:
    return [matter.id for matter in course_of(stage).open_matters(MatterKind.NO_PROGRESS)]


def answer(**changes: Any) -> c.RecordFollowUp:
    """A follow-up on 16 March with other answers for the first goal."""
    first, *others = follow_up("2026-03-16", STILL).answers
    return c.RecordFollowUp(held_on=day("2026-03-16"), answers=(replace(first, **changes), *others))


@pytest.mark.requirement("local.no_progress")
def test_before_the_agreement_no_window_runs_even_if_something_has_moved() -> None:
    """Nobody is asked whether to end an effort that has not been agreed yet."""
    early = (*GOAL_SETTING, goals("Op klokken 8."), follow_up("2026-03-02", {"g1": "action"}))
    stage = staged(*early)
    assert (course_of(stage).phase, window(stage)) == (Phase.GOAL_SETTING, None)
    stage.step(sign("2026-03-02"))
    assert (course_of(stage).phase, window(stage)) == (Phase.ACTIVE, day("2026-03-02"))


@pytest.mark.requirement("S0.three_questions")
@pytest.mark.parametrize(
    "wrong", [{"effort_sufficient": None}, {"more_needed": None}, {"more": {"happy": True}}]
)
def test_exactly_the_programme_s_questions_are_answered(wrong: dict[str, Any]) -> None:
    """S0: the three follow-up questions."""
    with refused("questions"):
        begun().step(answer(**wrong))


def test_a_programme_can_ask_more_of_its_own() -> None:
    """S0: the three follow-up questions, as programme data."""
    own = {"code": "own_words", "text": "Har borgeren selv sagt det?"}
    questions = [*VIBORG.follow_up.model_dump()["questions"], own]
    asked = VIBORG.model_copy(update={"follow_up": FollowUp.model_validate({"questions": questions})})
    stage = staged(*beginning(), at("2026-03-16 12:00"), programme=asked)
    with refused("questions"):
        stage.step(follow_up("2026-03-16", STILL))
    said = tuple(replace(one, more={"own_words": True}) for one in follow_up("2026-03-16", STILL).answers)
    stage.step(c.RecordFollowUp(held_on=day("2026-03-16"), answers=said))
    with pytest.raises(ValueError, match="reached"):
        FollowUp.model_validate({"questions": [own]})
    with pytest.raises(ValueError, match="samme code"):
        FollowUp.model_validate({"questions": [*questions, own]})


@pytest.mark.requirement("S2.change_plan")
def test_the_stage_is_asked_for_with_the_circle_of_change_only() -> None:
    """S2: stages of change; without them a mark on the scale (local)."""
    with refused("stage") as told:
        begun().step(answer(stage="action"))
    assert told.value.message == "Trin i forandringscirklen spørges der ikke om; udelad det (g1)."
    for mark in (None, 11, -1):
        with refused("progress-scale"):
            begun().step(answer(progress=mark))
    stage = staged(*beginning(), *together()[:3], at("2026-03-16 12:00"), programme=CIRCLE)
    with refused("stage") as told:
        stage.step(follow_up("2026-03-16", STILL))
    assert told.value.message.startswith("Trin i forandringscirklen mangler (g1).")
    both = tuple(replace(one, progress=3) for one in follow_up("2026-03-16", STILL, circle=True).answers)
    with refused("progress-scale"):
        stage.step(c.RecordFollowUp(held_on=day("2026-03-16"), answers=both))


@pytest.mark.requirement("S3.motivation")
def test_without_activity_the_work_on_motivation_is_told() -> None:
    """S3: motivation work in inactive periods."""
    with refused("motivation-work"):
        begun().step(replace(follow_up("2026-03-16", STILL), inactive=True))
    begun().step(replace(follow_up("2026-03-16", STILL), inactive=True, motivation_work="Vi gik en tur."))


@pytest.mark.requirement("S2.change_plan")
@pytest.mark.parametrize(
    ("before", "stage", "reached", "moved"),
    [
        (None, "precontemplation", False, True),
        (1, "preparation", False, True),
        (2, "preparation", False, False),
        (3, "preparation", False, False),
        (3, "relapse", False, True),
        (None, "relapse", False, False),
        (4, "maintenance", True, True),
    ],
)
def test_moving_forward_and_a_first_relapse_count_and_standing_still_does_not(
    before: int | None, stage: Stage, reached: bool, moved: bool
) -> None:
    """S2: the circle of change, back and forth; a relapse is not lack of progress by itself."""
    goal = GoalState("g1", day("2026-05-29"), level=before)
    assert has_moved(goal, GoalAnswer("g1", reached, stage=stage)) is moved


def test_a_relapse_leaves_no_trace_outside_the_seal() -> None:
    assert level_of(GoalAnswer("g1", False, stage="relapse")) == level_of(GoalAnswer("g1", False))


@pytest.mark.requirement("S3.no_progress", "local.no_progress")
def test_nothing_moved_for_eight_weeks_is_a_matter_for_the_caseworker() -> None:
    """S3: no progress for a period, the caseworker examines it. local: no-progress window 8 weeks."""
    stage = begun(at("2026-04-13 12:00"), follow_up("2026-04-13", STILL), at("2026-05-11 07:00"))
    assert (opened(stage), window(stage)) == ([], day("2026-03-16"))
    stage.step(at("2026-05-11 12:00"))
    assert (opened(stage), course_of(stage).waiting_on, window(stage)) == (["s2"], "jobcentre", None)
    stage.step(at("2026-05-19 12:00"))
    assert course_of(stage).open_matters(MatterKind.NO_PROGRESS)[0].rung == 1


def test_a_goal_that_moves_begins_the_window_anew() -> None:
    stage = begun(at("2026-04-13 12:00"), follow_up("2026-04-13", UP), at("2026-05-12 12:00"))
    assert (opened(stage), window(stage)) == ([], day("2026-04-13"))


def test_a_late_entry_moves_nothing() -> None:
    stage = begun(at("2026-03-30 12:00"), follow_up("2026-03-30", STILL), follow_up("2026-03-13", UP))
    assert window(stage) == day("2026-03-16")
    assert [goal.level for goal in course_of(stage).goals] == [7, 7, 7]


def test_a_pause_holds_the_window() -> None:
    stage = begun(at("2026-03-18 12:00"), PAUSE, at("2026-05-11 12:00"), c.Resume())
    assert opened(stage) == []
    assert course_of(stage).timer(TimerKind.PROGRESS_WINDOW) is not None


def test_in_phase_out_nobody_waits_for_progress_until_the_support_goes_on() -> None:
    stage = begun(c.OpenExtensionReview(), PHASE_OUT, follow_up("2026-03-16", UP))
    assert window(stage) is None
    stage.step(granted(day("2026-06-01"), day("2026-08-31"), at("2026-03-16 12:00")))
    assert window(stage) == day("2026-03-16")


def test_with_every_goal_reached_or_dropped_nothing_has_to_move_until_there_is_a_new_goal() -> None:
    stage = begun(c.DropGoal(goal="g3", reason="Lukket."))
    stage.step(follow_up("2026-03-16", {"g1": "action", "g2": "action"}, reached=("g1", "g2")))
    assert window(stage) is None
    stage.step(c.AgreeGoals(goals=(c.NewGoal(text="Et job.", target_on=day("2026-05-29")),)))
    assert window(stage) == day("2026-03-16")
    stage.step(c.DropGoal(goal="g4", reason="Alligevel ikke."))
    assert window(stage) is None


@pytest.mark.requirement("S3.no_progress")
def test_what_the_caseworker_found_is_recorded_and_the_window_begins_anew() -> None:
    """S3: continue, other effort, mentor's role changed."""
    stage = begun(at("2026-05-11 12:00"))
    with refused("not-yours-to-settle"):
        stage.step((AMIRA, c.SettleMatter(matter="s2", outcome="goes_on")))
    stage.step((KIRSTEN, c.SettleMatter(matter="s2", outcome="other_effort", note="Jonas: mere netværk.")))
    assert (opened(stage), window(stage)) == ([], day("2026-05-11"))


def test_progress_while_the_caseworker_looks_leaves_the_matter_to_her() -> None:
    stage = begun(at("2026-05-11 12:00"), follow_up("2026-05-11", UP))
    assert (opened(stage), window(stage)) == (["s2"], None)


@pytest.mark.requirement("S3.no_progress")
def test_only_the_caseworker_ends_the_effort_and_the_closing_report_is_due() -> None:
    """S3: the caseworker may end the effort if the mentor's role does not support it."""
    with refused("no-progress-first"):
        begun().step(ENDING)
    stage = begun(at("2026-05-11 12:00"))
    for actor in (AMIRA, KIRSTEN):
        with refused("not-yours-to-do"):
            stage.step((actor, ENDING))
    stage.step(ENDING)
    ended = stage.history[-1].event
    assert isinstance(ended, SupportEnded)
    course = course_of(stage)
    assert (course.phase, course.ended_on, course.open_matters()) == (Phase.CLOSING, day("2026-05-11"), ())
    assert [timer.kind for timer in course.timers] == [TimerKind.CLOSING_REPORT]
    assert course.periods == play(*beginning())[0].periods


def test_a_matter_the_caseworker_has_settled_ends_no_effort() -> None:
    settled = (KIRSTEN, c.SettleMatter(matter="s2", outcome="goes_on"))
    stage = begun(at("2026-05-11 12:00"), settled)
    with refused("no-progress-first"):
        stage.step(ENDING)
