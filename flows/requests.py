"""The flows that a person starts with a form in the Prefect UI."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from prefect.client.schemas.objects import State

from casework.rounds import StepResult
from domain.errors import InvalidInput
from flows.course_step import conclude
from flows.forms import (
    DEVIATIONS,
    FORM,
    HANDOVERS,
    OUTCOMES,
    REASONS,
    REVIEWS,
    CloseForm,
    CourseForm,
    DeviationForm,
    ExtensionForm,
    PauseForm,
    ReassignForm,
    read_form,
)
from flows.labels import about_course, course_tag
from flows.present_run import forget_parameters, in_office, our_flow, show_as
from tasks.requests import close_course, decide_extension, pause_course, reassign_mentor, report_deviation

F = TypeVar("F", bound=CourseForm)
Asked = Callable[[F], Coroutine[Any, Any, StepResult]]


@our_flow("extension", run_name="forlængelse")
async def extension(form: ExtensionForm = FORM) -> State[None]:
    """Decide a new support period with a decision code, or propose one."""
    return await in_office(_fulfil(ExtensionForm, form, "forlængelse", _extend, keep=False))


@our_flow("deviation", run_name="fravigelse")
async def deviation(form: DeviationForm = FORM) -> State[None]:
    """Report a departure from the plan; the jobcentre is told at once."""
    return await in_office(_fulfil(DeviationForm, form, "fravigelse", _report))


@our_flow("pause", run_name="pause")
async def pause(form: PauseForm = FORM) -> State[None]:
    """Let a course rest, or let it go on."""
    return await in_office(_fulfil(PauseForm, form, "pause", _pause))


@our_flow("reassign", run_name="mentorskift")
async def reassign(form: ReassignForm = FORM) -> State[None]:
    """Give a course another mentor."""
    return await in_office(_fulfil(ReassignForm, form, "mentorskift", _reassign))


@our_flow("close", run_name="afslutning")
async def close(form: CloseForm = FORM) -> State[None]:
    """Close a course with its closing report."""
    return await in_office(_fulfil(CloseForm, form, "afslutning", _close))


async def _fulfil(
    kind: type[F], given: object, what: str, ask: Asked[F], *, keep: bool = True
) -> State[None]:
    """Read the form, do what it asks for, and show it. What must not stay stored with the run is removed."""
    try:
        form = read_form(kind, given)
    except InvalidInput:
        await forget_parameters()
        raise
    if not keep:
        await forget_parameters()
    name = about_course(form.ref, what)
    await show_as(name, course_tag(form.ref))
    return await conclude(await ask(form), name)


async def _extend(form: ExtensionForm = FORM) -> StepResult:
    return await decide_extension(form.decision_form())


async def _report(form: DeviationForm = FORM) -> StepResult:
    return await report_deviation(form.ref, DEVIATIONS[form.fact], form.occurred_at, form.attempts)


async def _pause(form: PauseForm = FORM) -> StepResult:
    return await pause_course(form.ref, form.command())


async def _reassign(form: ReassignForm = FORM) -> StepResult:
    return await reassign_mentor(form.ref, form.mentor, form.cover, HANDOVERS[form.handover])


async def _close(form: CloseForm = FORM) -> StepResult:
    reason, outcome, review = REASONS[form.reason], OUTCOMES[form.outcome], REVIEWS[form.review]
    return await close_course(form.ref, reason, outcome, review, form.reached)
