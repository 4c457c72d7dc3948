"""The tasks that fetch, settle and send mail."""

from __future__ import annotations

import asyncio

from casework.arriving import intake
from casework.arriving.fates import MailFate, standing_fate
from casework.letters import delivery
from casework.letters.delivery import DeliveryResult
from domain.errors import Conflict
from tasks.effect import effect, flow_run_id
from tasks.office import current_office


@effect(seconds=300, retries=1)
async def fetch_mail() -> list[str]:
    """Store every mail that waits in the mailbox, sealed; gives the ids of those to file afterwards."""
    return await asyncio.to_thread(intake.fetch_mails, current_office())


@effect(seconds=300, retries=1)
async def file_mail(mail_ids: list[str]) -> None:
    """Move the fetched mails to the folders of their fates."""
    await asyncio.to_thread(intake.file_mails, current_office(), mail_ids)


@effect(seconds=30)
async def list_unsettled_mail() -> list[str]:
    """The ids of stored mails that have no fate yet, also those a crash left behind."""
    return await asyncio.to_thread(intake.unsettled_mails, current_office())


@effect(seconds=120)
async def settle_mail(mail_id: str) -> MailFate:
    """Open, verify and judge one mail, and register the course it refers.

    One that another intake has settled in the same moment is shown with the fate it has.
    """
    office = current_office()
    try:
        return await intake.settle_mail(office, mail_id, flow_run_id=flow_run_id())
    except Conflict:
        standing = await asyncio.to_thread(standing_fate, office, mail_id)
        if standing is None:
            raise
        return standing


@effect(seconds=300)
async def send_mail() -> DeliveryResult:
    """Pack the notices that may leave now, and send what is packed."""
    return await delivery.deliver(current_office())
