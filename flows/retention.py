"""The list of what may be erased, for the coordinator and the controller. It erases nothing by itself."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.state_names import StateName
from flows.labels import retention_on
from flows.present_run import done, in_office, our_flow, show_as
from tasks.office import current_office
from tasks.retention import clear_course, finish_erasures, list_erased_lately, publish_retention_list


@our_flow("retention", run_name="sletteliste")
async def retention() -> State[None]:
    """Write the list, finish what was approved and interrupted, and clear Prefect of what is erased."""
    return await in_office(_retain())


async def _retain() -> State[None]:
    await show_as(retention_on(current_office().now))
    finished = await finish_erasures()
    for ref in await list_erased_lately():
        await clear_course(ref)
    due = await publish_retention_list()
    told = f"Kan slettes: {due}. Gjort færdige: {finished}."
    return done(StateName.RETENTION_LISTED, told) if due else done(StateName.NOTHING_TO_ERASE, told)
