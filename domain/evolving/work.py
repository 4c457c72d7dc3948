"""The mentor, the meetings that are planned, minutes and reports."""

from __future__ import annotations

from typing import Any

from domain import events as e
from domain.course import Course

Changes = dict[str, Any]
_NOT_WAITING: Changes = {"waiting": "", "waiting_since": None, "mentor_expected_on": None}


def matched(_course: Course, event: e.MentorMatched | e.MentorReassigned) -> Changes:
    """Who is mentor, and who covers; a course with a mentor waits on no list."""
    return {"mentor": event.mentor, "cover": event.cover, **_NOT_WAITING}


def waiting(course: Course, event: e.PlacedOnWaitingList) -> Changes:
    """Since when it waits for a mentor, why, and when one is expected."""
    return {
        "waiting": event.reason,
        "waiting_since": course.waiting_since or event.placed_on,
        "mentor_expected_on": event.expected_on,
    }


def first_met(_course: Course, event: e.FirstMeetingHeld) -> Changes:
    """The day they met."""
    return {"first_meeting_on": event.held_on}


def planned(course: Course, event: e.AppointmentPlanned) -> Changes:
    """One more appointment; the one it replaces is gone."""
    kept = tuple(item for item in course.appointments if item[0] != event.replaces)
    return {
        "appointments": (*kept, (event.appointment, event.at)),
        "appointments_made": course.appointments_made + 1,
    }


def called_off(course: Course, event: e.AppointmentCancelled) -> Changes:
    """The appointment is gone."""
    return {"appointments": tuple(item for item in course.appointments if item[0] != event.appointment)}


def minuted(_course: Course, event: e.MinutesRecorded) -> Changes:
    """The number of the last minutes."""
    return {"minutes": event.number}


def reported(_course: Course, event: e.ProgressReportSent) -> Changes:
    """The last report, or the draft that waits for approval."""
    if event.awaits:
        return {"report_draft_to": event.covers_to}
    return {"reports": event.number, "last_report_on": event.covers_to}
