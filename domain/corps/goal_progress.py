"""Which of a course's sub-goals moved forward in a period, by the neutral side of its follow-ups (S3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.events import (
    CourseClosed,
    CourseReopened,
    Event,
    FollowUpRecorded,
    GoalDropped,
    GoalRevised,
    GoalsAgreed,
)
from domain.values import Span

Moved = tuple[int, int, int]
"""How many goals moved forward, of how many that is known, and of how many it is not."""


def moved_goals(events: Sequence[Event], span: Span) -> Moved:
    """A goal that was reached before the span, or dropped, is not counted; neither is one of a course that
    was closed before it. A goal has moved when it was reached, or stands higher than where it came from.
    """
    if _over_before(events, span):
        return 0, 0, 0
    follow_ups = [one for one in events if isinstance(one, FollowUpRecorded) and one.held_on <= span.ends_on]
    judged = [_judged(goal, follow_ups, span) for goal in _counted(events)]
    met, not_met, unknown = (judged.count(answer) for answer in ("moved", "stood", "unknown"))
    return met, met + not_met, unknown


def _over_before(events: Sequence[Event], span: Span) -> bool:
    endings = [one for one in events if isinstance(one, CourseClosed | CourseReopened)]
    return any(isinstance(one, CourseClosed) and one.closed_on < span.starts_on for one in endings[-1:])


def _counted(events: Sequence[Event]) -> Iterator[str]:
    """The sub-goals that were not dropped; where a course has none, its goals."""
    parents: dict[str, str] = {}
    for one in events:
        if isinstance(one, GoalsAgreed):
            parents |= {goal.id: goal.parent for goal in one.goals}
        elif isinstance(one, GoalRevised) and one.parent is not None and one.goal in parents:
            parents[one.goal] = one.parent
        elif isinstance(one, GoalDropped):
            parents.pop(one.goal, None)
    subs = [goal for goal, parent in parents.items() if parent]
    yield from subs or parents


def _judged(goal: str, follow_ups: Sequence[FollowUpRecorded], span: Span) -> str:
    before = [one for one in follow_ups if one.held_on < span.starts_on]
    within = [one for one in follow_ups if one.held_on in span]
    if any(goal in one.reached for one in before):
        return "done"
    if any(goal in one.reached for one in within):
        return "moved"
    earlier, levels = _levels(goal, before), _levels(goal, within)
    marks = [*earlier[-1:], *levels]
    if not levels or len(marks) == 1:
        return "unknown"
    return "moved" if marks[-1] > marks[0] else "stood"


def _levels(goal: str, follow_ups: Sequence[FollowUpRecorded]) -> list[int]:
    return [
        level.level
        for one in follow_ups
        for level in one.levels
        if level.goal == goal and level.level is not None
    ]
