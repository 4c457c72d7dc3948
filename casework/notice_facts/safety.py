"""Facts of a mentor who did not check in after a visit: who she is, and how to reach her at work."""

from __future__ import annotations

from adapters.staff import StaffMember
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.events import CheckInMissed


def missed(context: NoticeContext) -> Facts:
    """Which mentor, since when; where she is stands only where one signs in."""
    event = context.trigger.event
    if not isinstance(event, CheckInMissed):
        raise NothingToTell("Denne besked kræver et besøg, hvor mentor ikke har meldt sig tilbage.")
    return Facts(
        neutral={
            "visitor": _reachable(context, event.mentor),
            "visit": event.visit,
            "expected_at": event.expected_at,
            "time": event.time,
        }
    )


def _reachable(context: NoticeContext, mentor: str) -> StaffMember:
    """The mentor; one who left the staff by her id alone, since this letter must always leave."""
    known = (member for member in context.staff.mentors if member.id == mentor)
    return next(known, StaffMember(mentor, mentor, "", ""))
