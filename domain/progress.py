"""Whether a goal has moved: on the progress scale or round the circle of change (S2, S3)."""

from __future__ import annotations

from domain.course_parts import GoalState
from domain.events import GoalAnswer, GoalLevel, Stage

STEPS: tuple[Stage, ...] = ("precontemplation", "contemplation", "preparation", "action", "maintenance")
"""The circle of change from its first stage; a relapse is no step of it, it leads back into it (outside)."""


def level_of(answer: GoalAnswer) -> GoalLevel:
    """Where a goal stands after an answer: its mark on the scale, otherwise how far round the circle.

    After a relapse it stands nowhere, so that a relapse cannot be read from the neutral side of an event.
    """
    if answer.stage == "relapse":
        return GoalLevel(answer.goal)
    if answer.progress is not None or not answer.stage:
        return GoalLevel(answer.goal, answer.progress)
    return GoalLevel(answer.goal, STEPS.index(answer.stage))


def has_moved(before: GoalState, answer: GoalAnswer) -> bool:
    """Whether the goal was reached or moved forward, or whether work on it has to begin anew.

    A relapse belongs to the circle and is not lack of progress by itself (S2): the time is counted from it
    anew, once, and the way back up counts as forward.
    """
    level = level_of(answer).level
    if answer.reached and not before.reached:
        return True
    if level is None or before.level is None:
        return level is not before.level
    return level > before.level
