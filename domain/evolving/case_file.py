"""What the events about the file change on a course: marks, hold, return, approval, erasure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from domain import events as e
from domain.course import Course

Changes = dict[str, Any]


def ended_file(course: Course, day: date) -> Changes:
    """The years are counted from the last time the course ended, and what was returned before is not all."""
    return {"closed_on": day, **_changed(course, returned_on=None, erasure_approved_on=None)}


def _changed(course: Course, **changes: Any) -> Changes:
    return {"file": replace(course.file, **changes)}


def _marked(course: Course, event: e.ThirdPartyMarked) -> Changes:
    return _changed(course, marks=course.file.marks + len(event.marks))


def _held(course: Course, event: e.ErasureHeld) -> Changes:
    """An approval given before the hold counts no more: it must be given again."""
    return _changed(course, held=event.reason, erasure_approved_on=None)


def _hold_lifted(course: Course, _event: e.HoldLifted) -> Changes:
    return _changed(course, held="")


def _returned(course: Course, event: e.FileReturned) -> Changes:
    return _changed(course, returned_on=event.returned_on)


def _approved(course: Course, event: e.ErasureApproved) -> Changes:
    return _changed(course, erasure_approved_on=event.decided_on)


def _erased(course: Course, event: e.CourseErased) -> Changes:
    return _changed(course, erased_on=event.erased_on)


def _asked(course: Course, _event: e.AccessRequested) -> Changes:
    """What is open of it is a matter of its own; an approval to erase given before counts no more."""
    return _changed(course, erasure_approved_on=None)


def _draft_delivered(_course: Course, _event: e.AccessDraftDelivered) -> Changes:
    return {}


FILE_EVOLVERS: Mapping[type[e.Event], Callable[[Course, Any], Changes]] = {
    e.AccessRequested: _asked,
    e.AccessDraftDelivered: _draft_delivered,
    e.ThirdPartyMarked: _marked,
    e.ErasureHeld: _held,
    e.HoldLifted: _hold_lifted,
    e.FileReturned: _returned,
    e.ErasureApproved: _approved,
    e.CourseErased: _erased,
}
