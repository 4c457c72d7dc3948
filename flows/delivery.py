"""Sending: what may leave now is packed and sent; the same as `mentor deliver` does."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.names.states import StateName
from flows.course_step import unsent_state
from flows.labels import delivery_at
from flows.present_run import done, in_office, our_flow, show_as
from tasks.mail import send_mail
from tasks.office import current_office

TRY_AGAIN = "Brevene er gemt og sendes uændret ved næste udsendelse."


@our_flow("delivery", run_name="udsendelse")
async def delivery() -> State[None]:
    """Send every notice whose time has come."""
    return await in_office(_deliver())


async def _deliver() -> State[None]:
    await show_as(delivery_at(current_office().now))
    result = await send_mail()
    if unsent := unsent_state(result, TRY_AGAIN):
        return unsent
    if result.held:
        return done(StateName.SOME_HELD, f"Sendt: {result.sent}. Holdt tilbage: {result.held}.")
    return (
        done(StateName.ALL_SENT, f"Sendt: {result.sent}.") if result.sent else done(StateName.NOTHING_TO_SEND)
    )
