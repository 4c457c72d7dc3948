"""The task that proves the books: the audit chain, every mail's fate, every open course's deadline."""

from __future__ import annotations

import asyncio

from casework import assurance
from casework.assurance import AssuranceResult
from tasks.effect import effect
from tasks.office import current_office


@effect(seconds=1800)
async def assure_books() -> AssuranceResult:
    """Verify everything that can be verified; findings name references and counts only."""
    return await asyncio.to_thread(assurance.assure, current_office())
