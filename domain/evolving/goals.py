"""The goals' side of a course: what each of their events changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from domain import events as e
from domain.course import Course
from domain.course_parts import GoalState

Changes = dict[str, Any]


def agreed(course: Course, event: e.GoalsAgreed) -> Changes:
    """New goals join the others."""
    new = (GoalState(goal.id, goal.target_on, goal.parent) for goal in event.goals)
    return {"goals": (*course.goals, *new)}


def followed_up(course: Course, event: e.FollowUpRecorded) -> Changes:
    """Goals are reached or get a new place; the last follow-up is the one held last."""
    levels = {one.goal: one.level for one in event.levels}
    goals = tuple(
        replace(
            goal,
            reached=goal.reached or goal.id in event.reached,
            level=levels.get(goal.id, goal.level),
        )
        for goal in course.goals
    )
    last = max(event.held_on, course.progress.followed_up_on or event.held_on)
    progress = replace(course.progress, follow_ups=event.number, followed_up_on=last)
    return {"progress": progress, "goals": goals}


def revised(course: Course, event: e.GoalRevised) -> Changes:
    """A goal's date or parent is another one."""
    goals = (
        replace(
            goal,
            target_on=event.target_on or goal.target_on,
            parent=goal.parent if event.parent is None else event.parent,
        )
        if goal.id == event.goal
        else goal
        for goal in course.goals
    )
    return {"goals": tuple(goals)}


def dropped(course: Course, event: e.GoalDropped) -> Changes:
    """A goal is not worked on any more."""
    goals = (replace(goal, dropped=True) if goal.id == event.goal else goal for goal in course.goals)
    return {"goals": tuple(goals)}


def plan_agreed(course: Course, event: e.ChangePlanAgreed) -> Changes:
    """The change plan has a new version."""
    return {"written": replace(course.written, change_plans=event.number)}


def focused(course: Course, event: e.FocusAreasSet) -> Changes:
    """The focus areas have a new version."""
    return {"written": replace(course.written, focus_areas=event.number, focus_to=event.to_on)}


def weighted(course: Course, event: e.RolesSet) -> Changes:
    """The mentor's roles have new weights."""
    return {"written": replace(course.written, roles=event.number)}


GOAL_EVOLVERS: dict[type[e.Event], Callable[[Course, Any], Changes]] = {
    e.GoalsAgreed: agreed,
    e.GoalRevised: revised,
    e.GoalDropped: dropped,
    e.ChangePlanAgreed: plan_agreed,
    e.FocusAreasSet: focused,
    e.RolesSet: weighted,
    e.FollowUpRecorded: followed_up,
}
"""What each event of goals does to a course."""
