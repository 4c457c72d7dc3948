"""The tasks behind the forms: each does what one form asks for, in one commit."""

from __future__ import annotations

import asyncio
from datetime import datetime

from casework.commands import forms
from casework.decisions import extension
from casework.decisions.extension import DecisionForm
from casework.rounds import StepResult
from domain.commands import Pause, Resume
from tasks.effect import effect, flow_run_id
from tasks.office import current_office


@effect(seconds=30)
async def decide_extension(form: DecisionForm) -> StepResult:
    """Record the authority's decision, or without a decision code a proposal."""
    return await extension.decide(current_office(), form, flow_run_id=flow_run_id())


@effect(seconds=30)
async def report_deviation(ref: str, fact: str, occurred_at: datetime, attempts: int) -> StepResult:
    """Record a departure from the plan; its notice is urgent."""
    return await forms.report_deviation(
        current_office(), ref, fact, occurred_at, attempts, flow_run_id=flow_run_id()
    )


@effect(seconds=30)
async def pause_course(ref: str, command: Pause | Resume) -> StepResult:
    """Pause a course, or let it go on."""
    return await forms.pause_course(current_office(), ref, command, flow_run_id=flow_run_id())


@effect(seconds=30)
async def reassign_mentor(ref: str, mentor: str, cover: str, handover: str) -> StepResult:
    """Give a course another mentor."""
    return await forms.reassign_mentor(
        current_office(), ref, mentor, cover, handover, flow_run_id=flow_run_id()
    )


@effect(seconds=60)
async def close_course(
    ref: str, reason: str, outcome: str, review: str, reached: tuple[str, ...]
) -> StepResult:
    """Close a course with its report; every goal that is not named as reached was not reached."""
    office = current_office()
    course = await asyncio.to_thread(office.casebook.course, ref)
    goals = tuple(goal.id for goal in course.goals if not goal.dropped)
    command = forms.closing_command(reason, outcome, review, reached, goals)
    return await forms.close_course(office, ref, command, flow_run_id=flow_run_id())
