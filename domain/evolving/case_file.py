"""What the events about the file change on a course: marks, hold, return, approval, erasure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from domain import events as e
from domain.course import Course

Changes = dict[str, Any]


def ended_file(day: date) -> Changes:
    """The years are counted from the last time the course ended, and what was returned before is not all."""
    return {"closed_on": day, "returned_on": None, "erasure_approved_on": None}


def _marked(course: Course, event: e.ThirdPartyMarked) -> Changes:
    return {"marks": course.marks + len(event.marks)}


def _held(_course: Course, event: e.ErasureHeld) -> Changes:
    """An approval given before the hold counts no more: it must be given again."""
    return {"held": event.reason, "erasure_approved_on": None}


def _hold_lifted(_course: Course, _event: e.HoldLifted) -> Changes:
    return {"held": ""}


def _returned(_course: Course, event: e.FileReturned) -> Changes:
    return {"returned_on": event.returned_on}


def _approved(_course: Course, event: e.ErasureApproved) -> Changes:
    return {"erasure_approved_on": event.decided_on}


def _erased(_course: Course, event: e.CourseErased) -> Changes:
    return {"erased_on": event.erased_on}


def _asked(_course: Course, _event: e.AccessRequested) -> Changes:
    """What is open of it is a matter of its own; an approval to erase given before counts no more."""
    return {"erasure_approved_on": None}


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
