"""The tasks that fetch revocation lists, and find the mail that waited for one."""

from __future__ import annotations

import asyncio

from casework.arriving import rejudging, revocation
from casework.arriving.revocation import RefreshResult
from tasks.effect import effect
from tasks.office import current_office


@effect(seconds=300)
async def refresh_lists() -> RefreshResult:
    """Fetch, check and store every list that certificates or the settings name."""
    return await revocation.refresh_lists(current_office())


@effect(seconds=120)
async def list_mail_to_judge_again() -> list[str]:
    """The ids of quarantined mails whose missing or stale list has come since."""
    return await asyncio.to_thread(rejudging.mails_to_judge_again, current_office())
