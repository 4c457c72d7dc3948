"""Facts of a three-party meeting: when, with whom, when the next one is. What was said is in its minutes."""

from __future__ import annotations

from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from casework.names import minutes as minute_names
from domain.events import MinutesRecorded
from domain.notices import NoticeKind, stopped


def minutes(context: NoticeContext) -> Facts:
    """The newest minutes up to the trigger; `shared`: whether the jobcentre gets them too."""
    latest = context.record.latest(MinutesRecorded)
    if latest is None:
        raise NothingToTell("Der er ikke skrevet et referat på forløbet.")
    event = latest[1]
    return Facts(
        neutral={
            "held_on": event.held_on,
            "next_meeting_on": event.next_meeting_on,
            "participants": minute_names.participants(event.participants),
            "present": "citizen" in event.participants,
            "shared": not any(
                stopped(NoticeKind.MEETING_MINUTES, "jobcentre", course, context.today)
                for course in (context.then, context.course)
            ),
        }
    )
