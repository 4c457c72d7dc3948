"""Facts of a request to see the file: when it came, and the clocks that run; nothing of what was wished."""

from __future__ import annotations

from casework import names
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.events import AccessRequested


def requested(context: NoticeContext) -> Facts:
    """The kinds of access that were asked for, each with the day by which the authority must answer."""
    event = context.trigger.event
    if not isinstance(event, AccessRequested):
        raise NothingToTell("Denne besked skrives kun, når borgeren har bedt om indsigt.")
    asked = [
        {"what": names.MATTERS[kind], "by": day}
        for kind, day in zip(event.kinds, event.answer_by, strict=True)
    ]
    return Facts(neutral={"received_on": event.received_on, "asked": asked})
