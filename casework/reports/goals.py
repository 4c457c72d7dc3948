"""Goals, what became of them, and how they moved along the way."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import groupby
from typing import cast, get_args

from adapters.documents import Goal, GoalProgress, MarkGiven, StageReached, Statement
from adapters.documents.goals import GoalStatus
from adapters.documents.statements import Stage
from casework import names
from casework.history.case_record import AgreedGoal, Answered, CaseRecord
from casework.names import goals as goal_names
from domain.deciding.follow_up import given_answers
from domain.events import CourseClosed, GoalResult
from domain.explain import danish_date
from domain.programme import Programme

NOT_YET = "Der er endnu ikke fulgt op på målet."


def goals_with_results(
    record: CaseRecord, programme: Programme, closed_seq: int, closed: CourseClosed
) -> tuple[Goal, ...]:
    """Every goal with its result at the closing; one that was dropped has the reason for that."""
    results = {result.goal: result for result in closed.results}
    return tuple(
        _goal(record, programme, goal, results.get(goal.plan.id), closed_seq) for goal in record.goals
    )


def goals_in_progress(record: CaseRecord, programme: Programme) -> tuple[GoalProgress, ...]:
    """Every goal that is not dropped, with its latest answers to the programme's questions."""
    return tuple(_progress(record, programme, goal) for goal in record.goals if goal.dropped is None)


def _goal(
    record: CaseRecord, programme: Programme, goal: AgreedGoal, result: GoalResult | None, closed_seq: int
) -> Goal:
    clean = record.discretion.clean
    status = names.RESULTS[result.result if result else "dropped"]
    answers = record.answers(goal.plan.id)
    return Goal(
        number=_number(record, goal.plan.id),
        text=clean(goal.words.text),
        event=goal.events,
        status=cast(GoalStatus, status),
        parent=_number(record, goal.plan.parent) if goal.plan.parent else "",
        final_aim=goal_names.FINAL_AIMS[goal.plan.aim] if goal.plan.aim else "",
        contributes_to=programme.goals.text_of(goal.plan.template) or "",
        indicator=clean(goal.words.indicator),
        baseline=clean(goal.words.baseline),
        target=clean(goal.words.target),
        due_on=goal.plan.target_on,
        results=(*_on_the_way(record, goal, answers), *_in_the_end(record, status, result, closed_seq)),
        stages=_stages(answers),
        marks=_marks(answers),
        scale=programme.goals.scale,
    )


def _on_the_way(record: CaseRecord, goal: AgreedGoal, answers: tuple[Answered, ...]) -> tuple[Statement, ...]:
    first = next((one for one in answers if one.answer.reached), None)
    reached = [Statement(f"Nået ved opfølgningen {danish_date(first.on)}.", first.seq)] if first else []
    if goal.dropped is not None:
        why = record.discretion.clean(goal.dropped_because)
        reached.append(Statement(f"Opgivet undervejs: {why}", goal.dropped))
    return tuple(reached)


def _in_the_end(
    record: CaseRecord, status: str, result: GoalResult | None, closed_seq: int
) -> tuple[Statement, ...]:
    if result is None:
        return ()
    remark = f"{status.capitalize()}. {record.discretion.clean(result.remark)}".strip()
    return (Statement(remark, closed_seq),)


def _stages(answers: tuple[Answered, ...]) -> tuple[StageReached, ...]:
    """Each stage from the follow-up that first found it; those that found it unchanged add nothing."""
    staged = tuple(one for one in answers if one.answer.stage)
    return tuple(StageReached(on=one.on, stage=_stage(one), event=one.seq) for one in _firsts(staged, _stage))


def _marks(answers: tuple[Answered, ...]) -> tuple[MarkGiven, ...]:
    """The same for the marks on the progress scale."""
    marked = tuple(one for one in answers if one.answer.progress is not None)
    firsts = _firsts(marked, lambda one: one.answer.progress)
    return tuple(MarkGiven(on=one.on, mark=one.answer.progress or 0, event=one.seq) for one in firsts)


def _firsts(answers: tuple[Answered, ...], by: Callable[[Answered], Hashable]) -> list[Answered]:
    return [next(run) for _, run in groupby(answers, key=by)]


def _progress(record: CaseRecord, programme: Programme, goal: AgreedGoal) -> GoalProgress:
    answers = record.answers(goal.plan.id)
    last = answers[-1] if answers else None
    given = given_answers(last.answer) if last else {}
    return GoalProgress(
        number=_number(record, goal.plan.id),
        text=record.discretion.clean(goal.words.text),
        event=goal.events,
        standing=_standing(last, programme) if last else (),
        answers=tuple(
            (one.text, _answered(last, given[one.code]))
            if last and one.code in given
            else (one.text, Statement(NOT_YET, goal.events))
            for one in programme.follow_up.questions
        ),
    )


def _standing(last: Answered, programme: Programme) -> tuple[Statement, ...]:
    """The stage, only where the circle of change is used, and the mark, where there is a scale."""
    said = []
    if last.answer.stage:
        said.append(Statement(f"Trin i forandringscirklen: {_stage(last)}.", last.seq))
    if last.answer.progress is not None:
        text = f"Fremgang: {last.answer.progress} på en skala fra 0 til {programme.goals.scale}."
        said.append(Statement(text, last.seq))
    return tuple(said)


def _answered(answered: Answered, yes: bool) -> Statement:
    return Statement(f"{'Ja' if yes else 'Nej'}, ved opfølgningen {danish_date(answered.on)}.", answered.seq)


def _number(record: CaseRecord, goal_id: str) -> str:
    return str([goal.plan.id for goal in record.goals].index(goal_id) + 1)


def _stage(answered: Answered) -> Stage:
    name = names.STAGES[answered.answer.stage]
    assert name in get_args(Stage)  # the two lists of names are compared in a test  # noqa: S101
    return cast(Stage, name)
