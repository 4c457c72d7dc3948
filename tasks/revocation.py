"""The task that fetches revocation lists."""

from __future__ import annotations

from casework import revocation
from casework.revocation import RefreshResult
from tasks.effect import effect
from tasks.office import current_office


@effect(seconds=300)
async def refresh_lists() -> RefreshResult:
    """Fetch, check and store every list that certificates or the settings name."""
    return await revocation.refresh_lists(current_office())
