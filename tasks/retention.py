"""The tasks of the retention list."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from prefect.artifacts import acreate_table_artifact

from casework.arriving.mailbox_copies import destroy_copies
from casework.keeping.erasing import finish_begun
from casework.keeping.retention import ended_courses
from casework.lists.cards import retention_table
from domain.calendar import local_day
from tasks.courses import literally
from tasks.effect import effect
from tasks.office import current_office
from tasks.traces import clear_course

__all__ = ["clear_course", "clear_mailbox", "finish_erasures", "list_erased_lately", "publish_retention_list"]

LIST_KEY = "sletteliste"
LATELY = timedelta(days=90)


@effect(seconds=300)
async def finish_erasures() -> int:
    """Finish erasures that were approved and interrupted; gives how many."""
    return len(await asyncio.to_thread(finish_begun, current_office()))


@effect(seconds=300)
async def clear_mailbox(ref: str) -> int:
    """Delete the copies of an erased course's mails from the mailbox; gives how many."""
    return await asyncio.to_thread(destroy_copies, current_office(), ref)


@effect(seconds=60)
async def list_erased_lately() -> list[str]:
    """The courses erased in the last months: Prefect may have been away when it was to be cleared."""
    office = current_office()
    since = local_day(office.now - LATELY)
    courses = await asyncio.to_thread(ended_courses, office)
    return [course.ref for course in courses if course.file.erased_on and course.file.erased_on >= since]


@effect(seconds=60)
async def publish_retention_list() -> int:
    """Refresh the table of what may be erased within 90 days; gives how many may be erased now."""
    due, rows = await asyncio.to_thread(retention_table, current_office())
    shown = [{column: literally(text) for column, text in row.items()} for row in rows]
    await acreate_table_artifact(shown, key=LIST_KEY, description="Sager, der kan slettes inden for 90 dage")
    return due
