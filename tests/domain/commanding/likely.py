"""What people would most likely do next with a course as it stands, so that random lives come far."""

from __future__ import annotations

from domain.course import Course
from domain.lifecycle import Phase
from domain.matters import MatterKind

BY_PHASE: dict[Phase, tuple[str, ...]] = {
    Phase.RECEIVED: ("AcceptReferral", "CompleteReferral"),
    Phase.INCOMPLETE: ("CompleteReferral",),
    Phase.ACCEPTED: ("MatchMentor",),
    Phase.MATCHED: ("RecordContactAttempt", "RecordFirstMeeting"),
    Phase.CONTACTING: ("RecordContactAttempt", "RecordFirstMeeting"),
    Phase.GOAL_SETTING: ("SignAgreement", "AgreeGoals", "RecordMeeting"),
    Phase.ACTIVE: ("RecordMeeting", "RecordFollowUp", "AgreeChangePlan", "ProposeExtension"),
    Phase.PHASING_OUT: ("RecordMeeting", "RecordFollowUp", "SendProgressReport", "RecordClosing"),
    Phase.CLOSING: ("RecordClosing",),
    Phase.PAUSED: ("Resume",),
    Phase.CLOSED: ("Reopen", "RecordFileReturn", "ApproveErasure", "RecordErasure"),
    Phase.CANCELLED: ("RecordFileReturn", "ApproveErasure", "RecordErasure"),
}
BY_MATTER: dict[MatterKind, str] = {
    MatterKind.DEVIATION: "AcknowledgeDeviation",
    MatterKind.EXTENSION: "DecideExtension",
    MatterKind.UPDATE: "MarkUpdateSeen",
    MatterKind.NO_PROGRESS: "EndEffort",
}
"""All other matters are settled alike."""


def likely(course: Course) -> tuple[str, ...]:
    """The commands that move the course on, and those that answer what is open on it."""
    answers = (BY_MATTER.get(matter.kind, "SettleMatter") for matter in course.open_matters())
    return (*BY_PHASE[course.phase], *answers)
