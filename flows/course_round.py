"""The round of each working hour: every course that is due takes its step, as a sub-run of its phase flow."""

from __future__ import annotations

from collections.abc import Awaitable

from prefect.client.schemas.objects import State

from casework.names.states import FailureName, StateName
from flows.labels import round_at
from flows.phases import flow_of
from flows.present_run import done, failed, failure_of, in_office, our_flow, show_as
from tasks.boundary import StepFailed
from tasks.courses import (
    DueStep,
    find_due_courses,
    find_outdated_cards,
    publish_coming_due,
    publish_course_card,
)
from tasks.office import current_office


@our_flow("course_round", run_name="runde")
async def course_round() -> State[None]:
    """Advance all due courses, one by one; one that fails does not stop the others."""
    return await in_office(_round())


async def _round() -> State[None]:
    await show_as(round_at(current_office().now))
    due = await find_due_courses()
    stuck = [step.ref for step in due if not await _advanced(step)]
    untold = await _show_what_is()
    if stuck:
        told = f"{len(due) - len(stuck)} forløb er gået videre. Disse kunne ikke: {', '.join(stuck)}."
        return failed(FailureName.ROUND_INCOMPLETE, told)
    if untold is not None:
        return untold
    return done(StateName.ROUND_DONE, f"Forløb: {len(due)}.") if due else done(StateName.NO_COURSE_DUE)


async def _advanced(step: DueStep) -> bool:
    state = await flow_of(step)(step.ref, return_state=True)
    return state.is_completed()


async def _show_what_is() -> State[None] | None:
    """Refresh the cards of courses that people moved, and the table; the courses have moved on already, so
    a failure only decides how the run ends.
    """
    try:
        outdated = await find_outdated_cards()
    except StepFailed as error:
        return failure_of(error)
    failure = await _failure(publish_coming_due())
    for ref in outdated:
        failure = await _failure(publish_course_card(ref)) or failure
    return failure


async def _failure(publishing: Awaitable[None]) -> State[None] | None:
    try:
        await publishing
    except StepFailed as error:
        return failure_of(error)
    return None
