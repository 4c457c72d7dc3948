"""The change plan as citizen and mentor last agreed it."""

from __future__ import annotations

from typing import cast

from adapters.documents import ChangePlan, Statement
from adapters.documents.statements import Stage
from adapters.templates import date_words
from casework import names
from casework.history.case_record import CaseRecord
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.reports.statements import said
from domain.events import ChangePlanAgreed, PlanStep
from domain.progress import STEPS

ROUND = (*STEPS, "relapse")
"""The circle from its first stage, and what to do if one falls back."""


def change_plan(context: NoticeContext) -> ChangePlan:
    """The newest version up to the trigger. Raises NothingToTell where there is none."""
    record = context.record
    latest = record.latest(ChangePlanAgreed)
    if latest is None:
        raise NothingToTell("Der er ikke aftalt en forandringsplan på forløbet.")
    seq, event = latest
    return ChangePlan(
        ref=context.course.ref,
        programme=context.programme.name,
        mentor=context.staff.name_of(context.then.mentor),
        citizen_name=record.discretion.name,
        version=event.number,
        agreed_on=event.agreed_on,
        dated_on=context.happened_on,
        steps=tuple(
            (cast(Stage, names.STAGES[stage]), steps)
            for stage in ROUND
            if (steps := tuple(_step(record, one, seq) for one in event.steps if one.stage == stage))
        ),
        citizen_words=said(record, event.citizen_words, seq),
    )


def _step(record: CaseRecord, step: PlanStep, seq: int) -> Statement:
    until = f" (senest {date_words(step.by_on)})" if step.by_on else ""
    text = step.step.rstrip(".") if until else step.step
    return Statement(record.discretion.clean(f"{text}{until}"), seq)
