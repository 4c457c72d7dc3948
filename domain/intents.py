"""Which notices an event causes, to whom and how soon: for the whole system (S0–S4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.events import (
    AccessRequested,
    CheckInMissed,
    ConsentExpired,
    ConsentWithdrawn,
    ContactAttempted,
    CourseCancelled,
    CourseClosed,
    CourseReopened,
    DeviationExplained,
    DeviationReported,
    DeviationWithdrawn,
    Event,
    ExtensionDecided,
    ExtensionReviewOpened,
    MatterOpened,
    MatterSettled,
    MentorMatched,
    MentorReassigned,
    MinutesRecorded,
    PhaseOutStarted,
    PlacedOnWaitingList,
    ProgressReportSent,
    ReferralReceived,
    StoppedEarly,
    TimerFired,
)
from domain.matters import ANSWERED, PASSED_ON, MatterKind
from domain.notices import URGENT, Basis, NoticeKind, basis

K = NoticeKind
_NAMED: Mapping[str, NoticeKind] = {kind.value: kind for kind in NoticeKind}

CAUSES: dict[type[Event], tuple[tuple[NoticeKind, tuple[str, ...]], ...]] = {
    ReferralReceived: ((K.REFERRAL_RECEIVED, ("jobcentre",)),),
    MentorMatched: ((K.COURSE_ASSIGNED, ("mentor",)), (K.MENTOR_ASSIGNED, ("jobcentre", "citizen"))),
    PlacedOnWaitingList: ((K.WAITING_LIST, ("jobcentre",)),),
    MentorReassigned: ((K.COURSE_ASSIGNED, ("mentor",)), (K.MENTOR_ASSIGNED, ("jobcentre", "citizen"))),
    CheckInMissed: ((K.CHECK_IN_MISSED, ("coordinator",)),),
    DeviationReported: ((K.DEVIATION, ("jobcentre",)),),
    StoppedEarly: ((K.COURSE_CANCELLED, ("jobcentre", "mentor")),),
    CourseReopened: ((K.COURSE_REOPENED, ("jobcentre", "mentor")),),
    ConsentWithdrawn: ((K.CONSENT_ENDED, ("jobcentre", "coordinator", "mentor")),),
    ConsentExpired: ((K.CONSENT_ENDED, ("jobcentre", "coordinator", "mentor")),),
    DeviationExplained: ((K.DEVIATION_EXPLAINED, ("jobcentre",)),),
    DeviationWithdrawn: ((K.DEVIATION_WITHDRAWN, ("jobcentre",)),),
    MinutesRecorded: ((K.MEETING_MINUTES, ("jobcentre", "citizen")),),
    ProgressReportSent: ((K.PROGRESS_REPORT, ("jobcentre", "citizen")),),
    ExtensionReviewOpened: ((K.EXTENSION_REVIEW_OPENED, ("jobcentre", "coordinator")),),
    ExtensionDecided: ((K.EXTENSION_DECIDED, ("mentor", "coordinator", "citizen")),),
    PhaseOutStarted: ((K.PHASE_OUT_STARTED, ("jobcentre", "citizen")),),
    CourseClosed: ((K.CLOSING_REPORT, ("jobcentre", "citizen")),),
    AccessRequested: ((K.ACCESS_REQUESTED, ("jobcentre", "coordinator")),),
    CourseCancelled: ((K.COURSE_CANCELLED, ("jobcentre", "mentor")),),
}


BY_MATTER: dict[MatterKind, tuple[tuple[NoticeKind, tuple[str, ...]], ...]] = {
    MatterKind.NO_PROGRESS: ((K.NO_PROGRESS, ("jobcentre",)),),
    MatterKind.PLAN_DECISION: ((K.PLAN_CHANGE_ASKED, ("jobcentre",)),),
    MatterKind.COMPLAINT: ((K.COMPLAINT_RECEIVED, ("citizen",)),),
}
"""What is told when a matter of a kind is opened, beside its ladder."""
ANSWER = ((K.PLAN_CHANGE_ANSWERED, ("mentor",)),)
APPROVED = (MatterKind.REPORT_APPROVAL, "approved")
"""How a progress report that waited is settled when it may be sent."""


class Intent(NamedTuple):
    """A notice that must go out: its kind, the recipient's role, and the earliest instant (UTC)."""

    kind: NoticeKind
    to: str
    urgent: bool
    not_before: datetime


def intents(event: Event, course: Course, now: datetime, calendar: Calendar) -> tuple[Intent, ...]:
    """The notices that `event` causes on `course`, as it stands after it, except those that rested on a
    consent which is withdrawn. Urgent ones may go now, others when the office is next open.
    """
    caused = _caused(event) or _answered(event, course)
    if not caused:
        return ()
    office, ended = calendar.within_office_hours(now), _consent_ended(course, now)
    return tuple(
        [
            Intent(kind, to, kind in URGENT, now if kind in URGENT else office)
            for kind, recipients in caused
            for to in recipients
            if not (ended and basis(kind, to) is Basis.CONSENT)
        ]
    )


def _answered(event: Event, course: Course) -> tuple[tuple[NoticeKind, tuple[str, ...]], ...]:
    """A mentor is told that what she asked of the plan is answered; not that it was passed on, and not by
    the change of mentor that she asked for: the course is no more hers.
    """
    if not isinstance(event, MatterSettled) or event.kind not in ANSWERED:
        return ()
    asked = course.matter(event.matter)
    gone = asked is not None and asked.cause == "mentor" and asked.asked_by != f"mentor:{course.mentor}"
    return () if gone or (event.kind, event.outcome) in PASSED_ON else ANSWER


def _consent_ended(course: Course, now: datetime) -> bool:
    """The Danish day is worked out only where a consent has an end."""
    return course.consent.may_end and course.consent.ended_on(local_day(now)) is not None


def is_urgent(event: Event) -> bool:
    """Whether the event causes a notice that goes at once, at any hour (S0)."""
    return any(kind in URGENT and recipients for kind, recipients in _caused(event))


def _caused(event: Event) -> tuple[tuple[NoticeKind, tuple[str, ...]], ...]:
    if isinstance(event, TimerFired):
        return ((_NAMED[event.notice], event.to),)
    if isinstance(event, ReferralReceived) and event.missing:
        return (*CAUSES[ReferralReceived], (K.PARTS_MISSING, ("jobcentre",)))
    if isinstance(event, ContactAttempted):
        return ((K.CONTACT_FAILED, ("jobcentre", "coordinator")),) if event.tell_jobcentre else ()
    if isinstance(event, MatterOpened):
        return BY_MATTER.get(event.kind, ())
    if isinstance(event, ProgressReportSent) and event.awaits:
        return ()
    if isinstance(event, MatterSettled) and (event.kind, event.outcome) == APPROVED:
        return CAUSES[ProgressReportSent]
    return CAUSES.get(type(event), ())
