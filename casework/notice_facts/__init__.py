"""The facts each kind of notice is written from: one function per kind, a module per stretch of a course."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casework.letters.notice_context import Facts, NoticeContext
from casework.notice_facts import (
    access,
    beginning,
    complaint,
    consent,
    deviation,
    ending,
    extension,
    meetings,
    safety,
    work,
)
from domain.notices import NoticeKind as K

FACTS: Mapping[K, Callable[[NoticeContext], Facts]] = {
    K.REFERRAL_RECEIVED: beginning.referral_received,
    K.PARTS_MISSING: beginning.parts_missing,
    K.COURSE_ASSIGNED: beginning.mentor_found,
    K.MENTOR_ASSIGNED: beginning.mentor_found,
    K.WAITING_LIST: beginning.waiting,
    K.FIRST_CONTACT_DUE: beginning.first_contact,
    K.FIRST_CONTACT_OVERDUE: beginning.first_contact,
    K.CONTACT_FAILED: beginning.first_contact,
    K.APPOINTMENT_REMINDER: work.appointment,
    K.REMINDER: work.reminder,
    K.MEETING_MINUTES: meetings.minutes,
    K.NO_PROGRESS: work.no_progress,
    K.PLAN_CHANGE_ASKED: work.plan_change,
    K.PLAN_CHANGE_ANSWERED: work.plan_answer,
    K.PROGRESS_REPORT: work.progress_report,
    K.DEVIATION: deviation.reported,
    K.DEVIATION_NEXT_RUNG: deviation.next_rung,
    K.DEVIATION_EXPLAINED: deviation.explained,
    K.DEVIATION_WITHDRAWN: deviation.withdrawn,
    K.EXTENSION_REVIEW_OPENED: extension.review,
    K.EXTENSION_REMINDER: extension.review,
    K.EXTENSION_DECIDED: extension.decided,
    K.PHASE_OUT_STARTED: ending.phase_out,
    K.CLOSING_REPORT: ending.closed,
    K.COURSE_CANCELLED: ending.cancelled,
    K.COMPLAINT_RECEIVED: complaint.received,
    K.ACCESS_REQUESTED: access.requested,
    K.COURSE_REOPENED: ending.reopened,
    K.CONSENT_ENDED: consent.ended,
    K.DELIVERY_HELD: work.delivery_held,
    K.CHECK_IN_MISSED: safety.missed,
}
