"""Goals, the change plan, roles and focus areas."""

from __future__ import annotations

from typing import Literal

from hypothesis import strategies as st

from domain import commands as c
from domain.events import GoalAnswer, Stage
from tests.domain.commanding.scene import NOTES, Given, Scene, mostly, perhaps

STAGES: tuple[Stage, ...] = (
    "precontemplation",
    "contemplation",
    "preparation",
    "action",
    "maintenance",
    "relapse",
)
AIMS = mostly(["job", "education"], "")


def _goals(scene: Scene) -> st.SearchStrategy[c.Command]:
    templates = [one.code for one in scene.programme.goals.template]
    goal = st.builds(
        c.NewGoal,
        text=st.just("Op klokken 8."),
        target_on=scene.around(0, 90),
        parent=st.one_of(st.just(""), scene.goal()),
        aim=AIMS,
        template=mostly(["", *templates], "unknown"),
    )
    return st.builds(c.AgreeGoals, goals=st.lists(goal, min_size=1, max_size=2).map(tuple))


def _revise(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.ReviseGoal,
        goal=scene.goal(),
        reason=st.just("Aftalt på mødet."),
        text=st.sampled_from(["", "Op klokken 7."]),
        target_on=perhaps(scene.around(0, 90)),
        parent=st.one_of(st.none(), st.just(""), scene.goal()),
        aim=AIMS,
    )


def _drop(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(c.DropGoal, goal=scene.goal(), reason=st.just("Ikke aktuelt."))


def _follow_up(scene: Scene) -> st.SearchStrategy[c.Command]:
    """The three questions for every goal, with a stage of the circle or a mark on the scale, as it is asked
    for here.
    """
    course, rules = scene.course, scene.programme.goals
    goals = [goal.id for goal in course.goals if not goal.dropped] or ["g1"]
    stage: Stage | Literal[""] = STAGES[course.progress.follow_ups % len(STAGES)] if rules.circle else ""
    mark = course.progress.follow_ups % 4 if rules.scale else None

    def answers(reached: bool) -> tuple[GoalAnswer, ...]:
        return tuple(GoalAnswer(goal, reached, True, False, stage=stage, progress=mark) for goal in goals)

    return st.builds(
        c.RecordFollowUp,
        held_on=scene.lately(20),
        answers=st.booleans().map(answers),
        inactive=st.booleans(),
        motivation_work=mostly(["Vi gik en tur."], ""),
    )


def _change_plan(scene: Scene) -> st.SearchStrategy[c.Command]:
    named = st.one_of(st.just(""), scene.goal())
    step = st.builds(c.NewStep, step=st.just("Ringe."), stage=st.sampled_from(STAGES), goal=named)
    return st.builds(
        c.AgreeChangePlan,
        agreed_on=scene.lately(5),
        with_citizen=mostly([True], False),
        steps=st.lists(step, min_size=1, max_size=2).map(tuple),
    )


def _roles(scene: Scene) -> st.SearchStrategy[c.Command]:
    first, second = mostly(sorted(scene.programme.roles), "unknown"), st.just("brobygger")
    both = st.tuples(first, second).map(lambda two: {two[0]: 40, two[1]: 60})
    alone = first.map(lambda one: {one: 100})
    return st.builds(c.SetRoles, weights=st.one_of(alone, both), from_on=scene.around(9, 9), reason=NOTES)


def _focus(scene: Scene) -> st.SearchStrategy[c.Command]:
    return st.builds(
        c.SetFocusAreas,
        areas=st.just(("netværk",)),
        from_on=scene.around(5, 30),
        to_on=perhaps(scene.around(5, 30)),
        set_by=st.sampled_from(["", "Jonas Kjær"]),
    )


GOALS: dict[str, Given] = {
    "AgreeGoals": _goals,
    "ReviseGoal": _revise,
    "DropGoal": _drop,
    "RecordFollowUp": _follow_up,
    "AgreeChangePlan": _change_plan,
    "SetRoles": _roles,
    "SetFocusAreas": _focus,
}
