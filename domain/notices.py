"""The kinds of notices: for whom each is written, how urgent it is, and on what basis it may go (S0–S4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from domain.course import Course


class NoticeKind(StrEnum):
    """Every kind of notice; the value is also the name of its template folder."""

    REFERRAL_RECEIVED = "referral_received"
    PARTS_MISSING = "parts_missing"
    COURSE_ASSIGNED = "course_assigned"
    MENTOR_ASSIGNED = "mentor_assigned"
    WAITING_LIST = "waiting_list"
    FIRST_CONTACT_DUE = "first_contact_due"
    FIRST_CONTACT_OVERDUE = "first_contact_overdue"
    CONTACT_FAILED = "contact_failed"
    APPOINTMENT_REMINDER = "appointment_reminder"
    REMINDER = "reminder"
    DEVIATION = "deviation"
    DEVIATION_NEXT_RUNG = "deviation_next_rung"
    DEVIATION_EXPLAINED = "deviation_explained"
    DEVIATION_WITHDRAWN = "deviation_withdrawn"
    MEETING_MINUTES = "meeting_minutes"
    NO_PROGRESS = "no_progress"
    PLAN_CHANGE_ASKED = "plan_change_asked"
    PLAN_CHANGE_ANSWERED = "plan_change_answered"
    PROGRESS_REPORT = "progress_report"
    EXTENSION_REVIEW_OPENED = "extension_review_opened"
    EXTENSION_REMINDER = "extension_reminder"
    EXTENSION_DECIDED = "extension_decided"
    PHASE_OUT_STARTED = "phase_out_started"
    CLOSING_REPORT = "closing_report"
    COMPLAINT_RECEIVED = "complaint_received"
    COURSE_CANCELLED = "course_cancelled"
    DELIVERY_HELD = "delivery_held"
    CHECK_IN_MISSED = "check_in_missed"
    CONSENT_ENDED = "consent_ended"
    COURSE_REOPENED = "course_reopened"
    ACCESS_REQUESTED = "access_requested"


RECIPIENTS = frozenset({"jobcentre", "citizen", "mentor", "coordinator"})
URGENT = frozenset(
    {
        NoticeKind.DEVIATION,
        NoticeKind.DEVIATION_NEXT_RUNG,
        NoticeKind.DEVIATION_WITHDRAWN,
        NoticeKind.ACCESS_REQUESTED,
        NoticeKind.CHECK_IN_MISSED,
    }
)
"""Sent at once at any hour; everything else waits for office hours."""

K = NoticeKind
_JOBCENTRE, _STAFF = frozenset({"jobcentre"}), frozenset({"mentor", "coordinator"})
READERS: Mapping[NoticeKind, frozenset[str]] = {
    K.REFERRAL_RECEIVED: _JOBCENTRE,
    K.PARTS_MISSING: _JOBCENTRE | {"coordinator"},
    K.COURSE_ASSIGNED: frozenset({"mentor"}),
    K.MENTOR_ASSIGNED: _JOBCENTRE | {"citizen"},
    K.WAITING_LIST: _JOBCENTRE,
    K.FIRST_CONTACT_DUE: _STAFF,
    K.FIRST_CONTACT_OVERDUE: _STAFF | _JOBCENTRE,
    K.CONTACT_FAILED: _JOBCENTRE | {"coordinator"},
    K.APPOINTMENT_REMINDER: frozenset({"citizen"}),
    K.REMINDER: _STAFF | _JOBCENTRE,
    K.DEVIATION: _JOBCENTRE,
    K.DEVIATION_NEXT_RUNG: _JOBCENTRE | {"coordinator"},
    K.DEVIATION_EXPLAINED: _JOBCENTRE,
    K.DEVIATION_WITHDRAWN: _JOBCENTRE,
    K.MEETING_MINUTES: _JOBCENTRE | {"citizen"},
    K.NO_PROGRESS: _JOBCENTRE,
    K.PLAN_CHANGE_ASKED: _JOBCENTRE,
    K.PLAN_CHANGE_ANSWERED: frozenset({"mentor"}),
    K.PROGRESS_REPORT: _JOBCENTRE | {"citizen"},
    K.EXTENSION_REVIEW_OPENED: _JOBCENTRE | {"coordinator"},
    K.EXTENSION_REMINDER: _JOBCENTRE | {"coordinator"},
    K.EXTENSION_DECIDED: _STAFF | {"citizen"},
    K.PHASE_OUT_STARTED: _JOBCENTRE | {"citizen"},
    K.CLOSING_REPORT: _JOBCENTRE | {"citizen"},
    K.COMPLAINT_RECEIVED: frozenset({"citizen"}),
    K.COURSE_CANCELLED: _JOBCENTRE | {"mentor"},
    K.DELIVERY_HELD: frozenset({"coordinator"}),
    K.CHECK_IN_MISSED: frozenset({"coordinator"}),
    K.CONSENT_ENDED: _JOBCENTRE | _STAFF,
    K.COURSE_REOPENED: _JOBCENTRE | {"mentor"},
    K.ACCESS_REQUESTED: _JOBCENTRE | {"coordinator"},
}
"""For whom each kind is written."""


class Basis(StrEnum):
    """What an exchange of information rests on. Only a consent can be withdrawn."""

    CONSENT = "consent"
    LAW = "law"
    OWN = "own"
    WORK = "work"


TO_JOBCENTRE: Mapping[NoticeKind, Basis] = {
    K.REFERRAL_RECEIVED: Basis.LAW,
    K.PARTS_MISSING: Basis.LAW,
    K.MENTOR_ASSIGNED: Basis.LAW,
    K.WAITING_LIST: Basis.LAW,
    K.FIRST_CONTACT_OVERDUE: Basis.LAW,
    K.CONTACT_FAILED: Basis.LAW,
    K.REMINDER: Basis.LAW,
    K.DEVIATION: Basis.LAW,
    K.DEVIATION_NEXT_RUNG: Basis.LAW,
    K.DEVIATION_EXPLAINED: Basis.LAW,
    K.DEVIATION_WITHDRAWN: Basis.LAW,
    K.MEETING_MINUTES: Basis.CONSENT,
    K.NO_PROGRESS: Basis.LAW,
    K.PLAN_CHANGE_ASKED: Basis.LAW,
    K.PROGRESS_REPORT: Basis.CONSENT,
    K.EXTENSION_REVIEW_OPENED: Basis.LAW,
    K.EXTENSION_REMINDER: Basis.LAW,
    K.PHASE_OUT_STARTED: Basis.LAW,
    K.CLOSING_REPORT: Basis.LAW,
    K.COURSE_CANCELLED: Basis.LAW,
    K.CONSENT_ENDED: Basis.LAW,
    K.COURSE_REOPENED: Basis.LAW,
    K.ACCESS_REQUESTED: Basis.LAW,
}
"""What each exchange with the jobcentre rests on (docs/decisions/0058). Law: the grant and the order, which
say that it is told of the course's progress through its phases, of deviations and of its end (S0, S1)."""


def basis(kind: NoticeKind, to: str) -> Basis:
    """What a notice rests on: a citizen gets what is her own, our staff what they need for the work."""
    if to == "jobcentre":
        return TO_JOBCENTRE[kind]
    return Basis.OWN if to == "citizen" else Basis.WORK


def stopped(kind: NoticeKind, to: str, course: Course, day: date) -> bool:
    """Whether a consent that has ended by that Danish day stops the notice: one that was withdrawn from the
    moment we know of it, one that ran out from the day after its last. Never backwards.
    """
    return course.consent.ended_on(day) is not None and basis(kind, to) is Basis.CONSENT


def resting_on_consent() -> tuple[tuple[NoticeKind, str], ...]:
    """Every exchange that a withdrawn consent stops."""
    every = ((kind, to) for kind, readers in READERS.items() for to in sorted(readers))
    return tuple((kind, to) for kind, to in every if basis(kind, to) is Basis.CONSENT)
