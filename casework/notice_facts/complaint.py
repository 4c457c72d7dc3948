"""Facts of a complaint that was received: for the citizen's own letter, never for anybody else."""

from __future__ import annotations

from casework import names
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.calendar import local_day
from domain.events import MatterOpened
from domain.matters import MatterKind
from domain.timers import TimerKind


def received(context: NoticeContext) -> Facts:
    """When it came, what it is about, and by when it is answered."""
    event = context.trigger.event
    if not isinstance(event, MatterOpened) or event.kind is not MatterKind.COMPLAINT:
        raise NothingToTell("Dette brev kræver en klage på forløbet.")
    timer = context.timer(TimerKind.COMPLAINT, event.matter)
    return Facts(
        neutral={
            "received_on": local_day(event.opened_at),
            "about": names.COMPLAINTS[event.cause],
            "forwarded": event.cause == "decision",
            "answer_by": timer.deadline_on if timer else None,
        }
    )
