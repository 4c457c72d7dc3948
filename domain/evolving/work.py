"""The mentor, the meetings that are planned, minutes and reports."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from domain import events as e
from domain.course import Course
from domain.course_parts import NOT_WAITING, Waiting
from domain.evolving import log_book

Changes = dict[str, Any]


def matched(_course: Course, event: e.MentorMatched) -> Changes:
    """Who is mentor, and who covers; a course with a mentor waits on no list."""
    return {"mentor": event.mentor, "cover": event.cover, "waiting": NOT_WAITING}


def reassigned(course: Course, event: e.MentorReassigned) -> Changes:
    """Who is mentor now, and who covers; what the mentor before has logged stays hers."""
    return {"mentor": event.mentor, "cover": event.cover, "log": log_book.handed_over(course)}


def waiting(course: Course, event: e.PlacedOnWaitingList) -> Changes:
    """Since when it waits for a mentor, why, and when one is expected."""
    since = course.waiting.since or event.placed_on
    return {"waiting": Waiting(reason=event.reason, since=since, mentor_expected_on=event.expected_on)}


def first_met(course: Course, event: e.FirstMeetingHeld) -> Changes:
    """The day they met."""
    return {"contact": replace(course.contact, met_on=event.held_on, failed=0, given_up=False)}


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


def minuted(course: Course, event: e.MinutesRecorded) -> Changes:
    """The number of the last minutes."""
    return {"written": replace(course.written, minutes=event.number)}


def reported(course: Course, event: e.ProgressReportSent) -> Changes:
    """The last report, or the draft that waits for approval."""
    if event.awaits:
        return {"progress": replace(course.progress, draft_to=event.covers_to)}
    return {"progress": replace(course.progress, reports=event.number, reported_to=event.covers_to)}
