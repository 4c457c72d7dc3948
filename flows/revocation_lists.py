"""Fresh revocation lists by day and night, so that mail is not quarantined for the age of a list."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.state_names import FailureName, StateName
from flows.labels import lists_at
from flows.present_run import done, failed, in_office, our_flow, show_as
from tasks.office import current_office
from tasks.revocation import refresh_lists


@our_flow("revocation_lists", run_name="spærrelister")
async def revocation_lists() -> State[None]:
    """Fetch every list anew; one that fails does not stop the others, and its old list stays."""
    return await in_office(_refresh())


async def _refresh() -> State[None]:
    await show_as(lists_at(current_office().now))
    result = await refresh_lists()
    if result.problems:
        told = " ".join(dict.fromkeys(problem.message for problem in result.problems))
        return failed(FailureName.LISTS_INCOMPLETE, told)
    if not result.new and not result.unchanged:
        return done(StateName.NO_LISTS)
    return done(StateName.LISTS_FRESH, f"Nye: {result.new}. Uændrede: {result.unchanged}.")
