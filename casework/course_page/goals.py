"""Goals as they now read, with their stage of change and their marks over time. All of it is personal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework import names
from casework.history.case_record import AgreedGoal, CaseRecord
from casework.names.goals import FINAL_AIMS, standing
from domain.course import Course
from domain.events import CourseClosed
from domain.history import Recorded
from domain.programme import Programme
from domain.progress import STEPS

LADDER: tuple[str, ...] = STEPS
"""The stages from first to last; a relapse is none of them, and is drawn at the foot."""


@dataclass(frozen=True, slots=True)
class Point:
    """What one follow-up found: the Danish day, what is said of it, and its height as a share (0 to 1) of the
    ladder or the scale; None where neither was given.
    """

    on: date
    said: str
    stage: str
    mark: int | None
    height: float | None


@dataclass(frozen=True, slots=True)
class GoalOverTime:
    """One goal: its words, its day, how it stands, and every follow-up of it, oldest first."""

    id: str
    text: str
    indicator: str
    baseline: str
    target: str
    target_on: date
    parent: str
    aim: str
    status: str
    dropped_because: str
    points: tuple[Point, ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still being worked on."""
        return self.status == "i gang"

    @property
    def drawn(self) -> tuple[Point, ...]:
        """The points that have a height."""
        return tuple(point for point in self.points if point.height is not None)


def goals_over_time(
    course: Course, history: Sequence[Recorded], programme: Programme
) -> tuple[GoalOverTime, ...]:
    """Every goal that was ever agreed, in the order they were. A protected name stays hidden in them."""
    record = CaseRecord(tuple(history))
    return tuple(_goal(course, record, goal, programme.goals.scale) for goal in record.goals)


def _goal(course: Course, record: CaseRecord, goal: AgreedGoal, scale: int) -> GoalOverTime:
    clean, words = record.discretion.clean, goal.words
    return GoalOverTime(
        id=goal.plan.id,
        text=clean(words.text),
        indicator=clean(words.indicator),
        baseline=clean(words.baseline),
        target=clean(words.target),
        target_on=goal.plan.target_on,
        parent=goal.plan.parent,
        aim=FINAL_AIMS[goal.plan.aim] if goal.plan.aim else "",
        status=_status(course, record, goal.plan.id),
        dropped_because=clean(goal.dropped_because),
        points=tuple(
            Point(
                on=answered.on,
                said=standing(answered.answer),
                stage=names.STAGES[answered.answer.stage] if answered.answer.stage else "",
                mark=answered.answer.progress,
                height=_height(answered.answer.stage, answered.answer.progress, scale),
            )
            for answered in record.answers(goal.plan.id)
        ),
    )


def _status(course: Course, record: CaseRecord, goal_id: str) -> str:
    """What the closing report says of it counts when the course is closed."""
    state, closed = course.goal(goal_id), record.latest(CourseClosed)
    if closed is not None and course.closed_on is not None:
        said = {one.goal: names.RESULTS[one.result] for one in closed[1].results}
        if goal_id in said:
            return said[goal_id]
    if state is None or state.is_open:
        return "i gang" if course.is_open else "ikke længere i gang"
    return "nået" if state.reached else "opgivet"


def _height(stage: str, mark: int | None, scale: int) -> float | None:
    if stage:
        return LADDER.index(stage) / (len(LADDER) - 1) if stage in LADDER else 0.0
    return mark / scale if mark is not None and scale else None
