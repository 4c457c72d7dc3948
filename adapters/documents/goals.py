"""Goals and what became of them, as the reports show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from adapters.documents.danish import short_date
from adapters.documents.statements import FROZEN, Events, Statement, numbers, viewed
from adapters.documents.timeline import MarkGiven, StageReached, marks_view, stages_view

GoalStatus = Literal["i gang", "nået", "delvist nået", "ikke nået", "ikke længere aktuelt"]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Goal:
    """One agreed goal and what became of it. `parent` is the number of the goal it is part of.

    `stages` are the stages of change recorded for it over time and `marks` those on the progress scale that
    ends at `scale`, in any order. `final_aim` is what it leads to, `contributes_to` the programme's own aim.
    """

    number: str
    text: str
    event: Events
    status: GoalStatus
    parent: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    due_on: date | None = None
    results: tuple[Statement, ...] = ()
    stages: tuple[StageReached, ...] = ()
    marks: tuple[MarkGiven, ...] = ()
    scale: int = 0
    final_aim: str = ""
    contributes_to: str = ""


def goals_view(goals: Sequence[Goal], until: date) -> list[dict[str, object]]:
    """The goals as the templates read them; the stage charts run to `until`."""
    return [
        {
            "number": goal.number,
            "text": goal.text,
            "status": goal.status,
            "events": numbers(goal.event),
            "details": _details(goal),
            "results": viewed(goal.results),
            "stages": stages_view(goal.stages, until),
            "marks": marks_view(goal.marks, until, goal.scale),
        }
        for goal in goals
    ]


def reached(goals: Sequence[Goal]) -> str:
    """`2 af 3`: how many of the goals were reached."""
    return f"{sum(goal.status == 'nået' for goal in goals)} af {len(goals)}"


def _details(goal: Goal) -> list[list[str]]:
    details = (
        ("Del af mål", goal.parent),
        ("Endemål", goal.final_aim),
        ("Bidrager til", goal.contributes_to),
        ("Tegn på at det lykkes", goal.indicator),
        ("Ved start", goal.baseline),
        ("Aftalt mål", goal.target),
        ("Aftalt dato", short_date(goal.due_on) if goal.due_on else ""),
    )
    return [[label, value] for label, value in details if value]
