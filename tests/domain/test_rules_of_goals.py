"""Goals: agreed, revised, dropped; the change plan and the focus areas."""

from __future__ import annotations

from typing import Any

import pytest

from domain import commands as c
from domain.events import ChangePlanAgreed, FocusAreasSet, GoalRevised, GoalsAgreed
from domain.programme import Programme
from tests.domain.staging import GOAL_SETTING, course_of, later, refused, staged
from tests.factories import (
    AMIRA,
    CASEWORKER,
    CIRCLE,
    KIRSTEN,
    VIBORG,
    Play,
    beginning,
    day,
    follow_up,
    sign,
)

STEP = c.NewStep(step="Ringe til praktikstedet.", stage="preparation", goal="g1")


def goals_under(programme: Programme = VIBORG, **rules: Any) -> Play:
    """A course that is setting goals under changed rules for goals."""
    goals = programme.goals.model_copy(update=rules)
    changed = programme.model_copy(update={"goals": goals})
    return staged(*GOAL_SETTING, sign("2026-03-02"), programme=changed)


def agree(**goal: Any) -> c.AgreeGoals:
    return c.AgreeGoals(goals=(c.NewGoal(**{"text": "En hverdag.", "target_on": day("2026-05-29"), **goal}),))


def plan(**changes: Any) -> c.AgreeChangePlan:
    fields = {"agreed_on": day("2026-03-12"), "with_citizen": True, "steps": (STEP,)}
    return c.AgreeChangePlan(**{**fields, **changes})


def focus(**changes: Any) -> c.SetFocusAreas:
    return c.SetFocusAreas(**{"areas": ("netværk",), "from_on": day("2026-04-20"), **changes})


def last(stage: Play) -> Any:
    return stage.history[-1].event


@pytest.mark.requirement("S4.final_aim")
def test_every_top_goal_leads_to_education_or_job_where_the_programme_says_so() -> None:
    """S4: the final aim is always education or job. S3: transition to education under 30."""
    stage = goals_under(final_aim=True)
    with refused("final-aim"):
        stage.step(agree())
    stage.step(agree(aim="education"))
    stage.step(agree(parent="g1"))
    with refused("final-aim"):
        stage.step(c.ReviseGoal(goal="g2", parent="", reason="Et mål for sig."))
    stage.step(c.ReviseGoal(goal="g2", parent="", aim="job", reason="Et mål for sig."))
    assert [goal.parent for goal in course_of(stage).goals] == ["", ""]


@pytest.mark.requirement("S1.subgoals", "S0.aims")
def test_a_goal_can_be_taken_from_the_programme_with_its_words() -> None:
    """S1: goal self-support with its sub-goals."""
    stage = goals_under()
    with refused("goal-template"):
        stage.step(agree(template="happiness"))
    with refused("goal-text"):
        stage.step(agree(text=""))
    stage.step(agree(text="", template="coping_without_support"))
    agreed = last(stage)
    assert isinstance(agreed, GoalsAgreed)
    assert agreed.goals[0].template == "coping_without_support"
    assert agreed.texts[0].text == VIBORG.goals.text_of("coping_without_support")


@pytest.mark.requirement("S0.realistic_goals")
def test_a_goal_is_revised_with_a_reason_and_keeps_what_it_said() -> None:
    """S0: goals realistic and attainable, followed up continuously."""
    stage = later()
    with refused("goal-unchanged"):
        stage.step(c.ReviseGoal(goal="g2", reason="Tja.", parent="g1"))
    with refused("unknown-goal"):
        stage.step(c.ReviseGoal(goal="g9", reason="Tja.", text="Op klokken 9."))
    stage.step(c.ReviseGoal(goal="g2", reason="For tidligt.", text="Op kl. 9.", target_on=day("2026-06-30")))
    revised = last(stage)
    assert isinstance(revised, GoalRevised)
    assert revised.changed == ("text", "target_on")
    assert (revised.words.text, revised.words.indicator, revised.parent) == ("Op kl. 9.", "", None)
    goal = course_of(stage).goal("g2")
    assert goal is not None
    assert (goal.target_on, goal.parent) == (day("2026-06-30"), "g1")


def test_a_goal_s_parent_exists_and_is_no_sub_goal_of_its_own() -> None:
    """S0: goals with sub-goals."""
    stage = later()
    with refused("goal-circle"):
        stage.step(c.ReviseGoal(goal="g1", parent="g2", reason="Omvendt."))
    with refused("goal-circle"):
        stage.step(c.ReviseGoal(goal="g2", parent="g2", reason="Sig selv."))
    with refused("parent-goal"):
        stage.step(c.ReviseGoal(goal="g2", parent="g9", reason="Et andet."))
    stage.step(c.ReviseGoal(goal="g3", parent="g2", reason="Hører til der."))
    assert [goal.parent for goal in course_of(stage).goals] == ["", "g1", "g2"]


def test_a_goal_is_dropped_with_a_reason_after_its_sub_goals() -> None:
    """local: each goal has a status and a history."""
    stage = later()
    with refused("open-sub-goals"):
        stage.step(c.DropGoal(goal="g1", reason="Ikke aktuelt."))
    stage.step(c.DropGoal(goal="g3", reason="Praktikken er lukket."))
    with refused("goal-settled"):
        stage.step(c.ReviseGoal(goal="g3", reason="Alligevel.", text="I praktik."))
    with refused("parent-goal"):
        stage.step(agree(parent="g3"))
    with refused("unknown-goal"):
        stage.step(follow_up("2026-04-20", {"g1": "action", "g2": "action", "g3": "action"}))
    stage.step(follow_up("2026-04-20", {"g1": "action", "g2": "action"}))


@pytest.mark.requirement("S2.change_plan")
def test_a_change_plan_is_made_together_with_the_citizen_in_versions() -> None:
    """S2: change plan together, by the circle of change."""
    stage = staged(*beginning(), programme=CIRCLE)
    with refused("change-plan-alone"):
        stage.step(plan(with_citizen=False))
    with refused("unknown-goal"):
        stage.step(plan(steps=(c.NewStep(step="Ringe.", stage="action", goal="g9"),)))
    with refused("change-plan-first"):
        stage.step(follow_up("2026-03-12", {"g1": "action", "g2": "action", "g3": "action"}, circle=True))
    stage.step(plan())
    stage.step(plan())
    agreed = last(stage)
    assert isinstance(agreed, ChangePlanAgreed)
    assert (agreed.number, agreed.steps[0].stage) == (2, "preparation")
    with refused("no-change-plan"):
        later().step(plan())


@pytest.mark.requirement("S3.focus_areas")
def test_the_caseworker_sets_the_focus_areas_of_a_period() -> None:
    """S3: caseworker orders, sets periodic focus areas."""
    stage = later()
    with refused("not-yours-to-do"):
        stage.step((AMIRA, focus()))
    with refused("focus-by-caseworker"):
        stage.step((KIRSTEN, focus()))
    with refused("focus-order"):
        stage.step((CASEWORKER, focus(to_on=day("2026-04-19"))))
    stage.step((CASEWORKER, focus()))
    stage.step((KIRSTEN, focus(set_by="Jonas Kjær", areas=("økonomi",))))
    event = last(stage)
    assert isinstance(event, FocusAreasSet)
    assert (event.number, event.areas, course_of(stage).written.focus_areas) == (2, ("økonomi",), 2)


@pytest.mark.parametrize("wrong", [{"scale": 0}, {"template": [{"code": "a", "text": "A"}] * 2}])
def test_rules_for_goals_that_show_no_progress_or_are_ambiguous_are_refused(wrong: dict[str, Any]) -> None:
    data = VIBORG.goals.model_dump() | wrong
    with pytest.raises(ValueError, match=r"scale|template"):
        type(VIBORG.goals).model_validate(data)
