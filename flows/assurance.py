"""The daily proof that the books are whole, and that no course and no mail is forgotten."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.names.states import FailureName, StateName
from flows.labels import assurance_on
from flows.present_run import done, failed, in_office, our_flow, show_as
from tasks.checks import assure_books
from tasks.office import current_office


@our_flow("assurance", run_name="kontrol")
async def assurance() -> State[None]:
    """Verify the chain, and fail loudly when something is not as it should be."""
    return await in_office(_assure())


async def _assure() -> State[None]:
    await show_as(assurance_on(current_office().now))
    result = await assure_books()
    if not result.ok:
        return failed(FailureName.NOT_IN_ORDER, " ".join(result.findings))
    return done(StateName.ALL_IN_ORDER, f"Forløb: {result.courses}. Hændelser: {result.events}.")
