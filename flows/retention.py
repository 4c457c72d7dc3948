"""The list of what may be erased, for the coordinator and the controller. It erases nothing by itself."""

from __future__ import annotations

from collections.abc import Awaitable

from prefect.client.schemas.objects import State

from casework.names.states import StateName
from flows.labels import retention_on
from flows.present_run import done, failure_of, in_office, our_flow, show_as
from tasks.boundary import StepFailed
from tasks.office import current_office
from tasks.retention import (
    clear_course,
    clear_mailbox,
    finish_erasures,
    list_erased_lately,
    publish_retention_list,
)


@our_flow("retention", run_name="sletteliste")
async def retention() -> State[None]:
    """Write the list, finish what was approved and interrupted, and clear Prefect of what is erased."""
    return await in_office(_retain())


async def _failure(clearing: Awaitable[object]) -> State[None] | None:
    """What does not answer now is cleared next week; the run says so."""
    try:
        await clearing
    except StepFailed as error:
        return failure_of(error)
    return None


async def _retain() -> State[None]:
    await show_as(retention_on(current_office().now))
    finished = await finish_erasures()
    erased = await list_erased_lately()
    failure = [await _failure(clear(ref)) for ref in erased for clear in (clear_course, clear_mailbox)]
    due = await publish_retention_list()
    if stopped := next((state for state in failure if state), None):
        return stopped
    told = f"Kan slettes: {due}. Gjort færdige: {finished}."
    return done(StateName.RETENTION_LISTED, told) if due else done(StateName.NOTHING_TO_ERASE, told)
