"""The log book's side of a course: which entries stand, and the hours and meetings they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from domain.course import Course
from domain.course_parts import ZERO, LogBook, Worked
from domain.events import LogEntryShown, MeetingRecorded
from domain.history import Recorded

WORKPLACE = "workplace"
DESK = "desk"
"""The form of an entry that is work without anybody: it has hours, but is no meeting."""


def entered(course: Course, event: MeetingRecorded) -> dict[str, Any]:
    """What an entry changes: it joins the log, and the one it corrects leaves it, with its hours."""
    kept = tuple(worked for worked in course.log.worked if worked.entry != event.corrects)
    worked = (*kept, _worked(course, event))
    return {
        "log": LogBook(
            entries=event.entry,
            worked=worked,
            hours=_by_category(worked),
            beside=sum((item.hours for item in worked if item.beside), ZERO),
            meetings=sum(item.attendance == "present" and not item.desk for item in worked),
            no_shows=sum(item.attendance == "no_show" for item in worked),
        ),
        "appointments": tuple(item for item in course.appointments if item[0] != event.appointment),
        **_followed(course, event),
        **_reached(course, event),
    }


def _reached(course: Course, event: MeetingRecorded) -> dict[str, Any]:
    """Who is talked to after attempts in vain has been reached; a late entry says nothing of it."""
    if not course.contact.failed or not reached_by(course, event):
        return {}
    return {"contact": replace(course.contact, failed=0, given_up=False)}


def reached_by(course: Course, event: MeetingRecorded) -> bool:
    """Whether an entry tells of contact with the citizen, not before the last attempt to reach her."""
    tried = course.contact.tried_on
    talked = event.attendance == "present" and event.form != DESK
    return talked and (tried is None or event.held_on >= tried)


def _followed(course: Course, event: MeetingRecorded) -> dict[str, Any]:
    """A deviation that was seen by an entry is seen by the one that corrects it."""
    if event.corrects is None or not any(matter.entry == event.corrects for matter in course.matters):
        return {}
    matters = (
        replace(matter, entry=event.entry) if matter.entry == event.corrects else matter
        for matter in course.matters
    )
    return {"matters": tuple(matters)}


def unshown(history: Iterable[Recorded]) -> tuple[MeetingRecorded, ...]:
    """The entries that stand and that the citizen has neither seen nor declined to see (S3). One that is
    withheld for a reason is settled.
    """
    events = [recorded.event for recorded in history]
    entries = [event for event in events if isinstance(event, MeetingRecorded)]
    shown = [event for event in events if isinstance(event, LogEntryShown)]
    settled = {event.corrects for event in entries} | {entry for event in shown for entry in event.entries}
    return tuple(one for one in entries if one.shown == "not_shown" and one.entry not in settled)


def handed_over(course: Course) -> LogBook:
    """The log of a course that gets another mentor: what was hers without saying so stays hers."""
    hers = tuple(worked if worked.by else replace(worked, by=course.mentor) for worked in course.log.worked)
    return replace(course.log, worked=hers)


def _worked(course: Course, event: MeetingRecorded) -> Worked:
    return Worked(
        entry=event.entry,
        on=event.held_on,
        starts=event.starts,
        ends=event.ends,
        category=event.category,
        hours=event.hours,
        attendance=event.attendance,
        desk=event.form == DESK,
        placement=event.placement,
        beside=event.beside_grant,
        by=event.mentor if event.mentor != course.mentor else "",
        workplace=event.form == WORKPLACE and event.attendance == "present",
    )


def _by_category(worked: tuple[Worked, ...]) -> dict[str, Decimal]:
    hours: dict[str, Decimal] = {}
    for item in worked:
        if item.attendance == "present":
            hours[item.category] = hours.get(item.category, ZERO) + item.hours
    return hours
