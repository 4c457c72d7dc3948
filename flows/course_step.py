"""What every run about one course has in common: its tags, sending what is urgent, the card, its end."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from casework.letters.delivery import DeliveryResult
from casework.names import PHASES
from casework.names.states import FailureName
from casework.rounds import StepResult
from flows.present_run import done, failed, show_as
from tasks.boundary import StepFailed
from tasks.courses import publish_course_card
from tasks.mail import send_mail

SHOWN = 3
NOT_SENT_YET = "Trinnet er noteret, men beskeden er ikke sendt endnu. Udsendelsen prøver igen."


async def conclude(result: StepResult, name: str, *tags: str) -> State[None]:
    """Show what a step did, send what must leave at once, refresh the card, and end in the step's state.

    A message that cannot be sent now makes the run fail visibly; the step itself stands.
    """
    await show_as(name, *tags, *result.tags)
    unsent = await _send_at_once() if result.urgent else None
    await publish_course_card(result.ref)
    return unsent or done(result.state_name, f"Fase: {PHASES[result.phase]}.")


async def _send_at_once() -> State[None] | None:
    try:
        return unsent_state(await send_mail(), NOT_SENT_YET)
    except StepFailed as error:
        return failed(error.name, f"{NOT_SENT_YET} {error.message} [{error.code}]")


def unsent_state(result: DeliveryResult, message: str) -> State[None] | None:
    """The failed state of a delivery that could not send everything; None when nothing failed."""
    if not (result.failed or result.retried or result.problems):
        return None
    counts = f"Sendt: {result.sent}. Prøves igen: {result.retried}. Afvist: {result.failed}."
    return failed(FailureName.NOT_ALL_SENT, " ".join((message, counts, *result.problems[:SHOWN])))
