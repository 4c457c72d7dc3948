"""What is done again and again: meetings, follow-ups, and the weeks in which all goes as planned."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain import commands as c
from domain.course import Course
from domain.events import GoalAnswer, GoalResult, Stage
from domain.timers import TimerKind
from tests.factories import day, meeting
from tests.lifecycle.real_office import RealStory

ROUTINE = (TimerKind.FOLLOW_UP, TimerKind.THREE_PARTY_MEETING, TimerKind.PROGRESS_REPORT)

PLACEMENT = "Møder stabilt på arbejdspladsen."


def answered(
    course: Course, on: str | date, *, mark: int | None = None, stage: Stage | str = "", **changes: Any
) -> c.RecordFollowUp:
    """The three questions for every open goal: not reached yet, the effort is sufficient, no more needed."""
    fields: dict[str, Any] = {"stage": stage, "progress": mark}
    answers = tuple(
        GoalAnswer(goal.id, False, True, False, **fields) for goal in course.goals if goal.is_open
    )
    return c.RecordFollowUp(held_on=day(f"{on}"), answers=answers, **changes)


def results(course: Course, result: Any = "reached") -> tuple[GoalResult, ...]:
    """The same result for every goal that was not dropped."""
    return tuple(GoalResult(goal.id, result) for goal in course.goals if not goal.dropped)


def ordinary_weeks(story: RealStory, until: str, stage: Stage | str = "", **changes: Any) -> None:
    """Every follow-up, three-party meeting and progress report on its day, until that day; every third
    follow-up finds the goals one mark further, or all of them at that `stage` of the circle. `changes` are of
    the meetings.
    """
    while (on := _next_day(story.course)) and on <= day(until):
        due = [kind for kind in ROUTINE if (timer := story.course.timer(kind)) and timer.deadline_on <= on]
        form = "three_party" if TimerKind.THREE_PARTY_MEETING in due else changes.get("form", "meeting")
        story.on(f"{on} 12:00", meeting(f"{on}", **{**changes, "form": form}))
        if TimerKind.FOLLOW_UP in due:
            mark = None if stage else 1 + story.course.progress.follow_ups // 3
            story.then(answered(story.course, on, mark=mark, stage=stage))
        if TimerKind.PROGRESS_REPORT in due:
            story.then(
                c.SendProgressReport(covers_to=on, summary="Det går fremad.", placement="Møder stabilt.")
            )


def _next_day(course: Course) -> date | None:
    running = (course.timer(kind) for kind in ROUTINE)
    return min((timer.deadline_on for timer in running if timer), default=None)
