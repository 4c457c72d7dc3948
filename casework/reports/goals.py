"""Goals, what became of them, and the stages of change along the way."""

from __future__ import annotations

from itertools import groupby
from typing import cast, get_args

from adapters.documents import Goal, GoalProgress, StageReached, Statement
from adapters.documents.goals import GoalStatus
from adapters.documents.statements import Stage
from casework import names
from casework.case_record import AgreedGoal, Answered, CaseRecord
from domain.events import CourseClosed, GoalResult
from domain.explain import danish_date


def goals_with_results(record: CaseRecord, closed_seq: int, closed: CourseClosed) -> tuple[Goal, ...]:
    """Every goal with its result at the closing."""
    results = {result.goal: result for result in closed.results}
    return tuple(_goal(record, goal, results[goal.plan.id], closed_seq) for goal in record.goals)


def goals_in_progress(record: CaseRecord) -> tuple[GoalProgress, ...]:
    """Every goal with its latest answers to the three questions."""
    return tuple(_progress(record, goal) for goal in record.goals)


def _goal(record: CaseRecord, goal: AgreedGoal, result: GoalResult, closed_seq: int) -> Goal:
    clean = record.discretion.clean
    status = names.RESULTS[result.result]
    remark = f"{status.capitalize()}. {clean(result.remark)}".strip()
    answers = record.answers(goal.plan.id)
    return Goal(
        number=_number(record, goal.plan.id),
        text=clean(goal.words.text),
        event=goal.seq,
        status=cast(GoalStatus, status),
        parent=_number(record, goal.plan.parent) if goal.plan.parent else "",
        indicator=clean(goal.words.indicator),
        baseline=clean(goal.words.baseline),
        target=clean(goal.words.target),
        due_on=goal.plan.target_on,
        results=(*_reached_along_the_way(answers), Statement(remark, closed_seq)),
        stages=_stages(answers),
    )


def _reached_along_the_way(answers: tuple[Answered, ...]) -> tuple[Statement, ...]:
    first = next((one for one in answers if one.answer.reached), None)
    return (Statement(f"Nået ved opfølgningen {danish_date(first.on)}.", first.seq),) if first else ()


def _stages(answers: tuple[Answered, ...]) -> tuple[StageReached, ...]:
    """Each stage from the follow-up that first found it; those that found it unchanged add nothing."""
    firsts = [next(run) for _, run in groupby(answers, key=_stage)]
    return tuple(StageReached(on=one.on, stage=_stage(one), event=one.seq) for one in firsts)


def _progress(record: CaseRecord, goal: AgreedGoal) -> GoalProgress:
    answers = record.answers(goal.plan.id)
    if not answers:
        none = Statement("Der er endnu ikke fulgt op på målet.", goal.seq)
        reached = sufficient = needs = none
    else:
        last = answers[-1]
        reached, sufficient, needs = (
            _answered(last, yes)
            for yes in (last.answer.reached, last.answer.effort_sufficient, last.answer.more_needed)
        )
    return GoalProgress(
        number=_number(record, goal.plan.id),
        text=record.discretion.clean(goal.words.text),
        event=goal.seq,
        reached=reached,
        sufficient=sufficient,
        other_needs=needs,
        stage=_stage(answers[-1]) if answers else None,
    )


def _answered(answered: Answered, yes: bool) -> Statement:
    return Statement(f"{'Ja' if yes else 'Nej'}, ved opfølgningen {danish_date(answered.on)}.", answered.seq)


def _number(record: CaseRecord, goal_id: str) -> str:
    return str([goal.plan.id for goal in record.goals].index(goal_id) + 1)


def _stage(answered: Answered) -> Stage:
    name = names.STAGES[answered.answer.stage]
    assert name in get_args(Stage)  # the two lists of names are compared in a test  # noqa: S101
    return cast(Stage, name)
