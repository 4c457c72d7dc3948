"""The fields most people pass over: they are shown when asked for, so that a form fits on a phone."""

from __future__ import annotations

RARE = frozenset(
    {
        "AcceptReferral.section_85_by",
        "AcceptReferral.section_85_goal",
        "AcceptReferral.task_reason",
        "AgreeDisclosure.note",
        "CancelAppointment.note",
        "ConfirmHours.document_sha256",
        "Decision.document_sha256",
        "Decision.hours_per_week",
        "Ending.document_sha256",
        "EndingRuling.document_sha256",
        "PlanAppointment.interpreter",
        "PlanAppointment.replaces",
        "QuickNote.began_at",
        "QuickNote.category",
        "RecordClosing.considerations",
        "RecordClosing.role_passed_to",
        "RecordClosing.only_placement_follow_up",
        "RecordMeeting.corrects",
        "RecordMeeting.excuse",
        "RecordMeeting.group",
        "RecordMeeting.mentor",
        "RecordMeeting.tasks",
        "ReportDeviation.attempts",
        "ReviseGoal.aim",
        "Ruling.document_sha256",
        "Ruling.hours_per_week",
        "ReviseGoal.parent",
        "SignAgreement.document_sha256",
        "SignAgreement.task_reason",
    }
)
"""By the field's own key. One with a problem is always shown."""
