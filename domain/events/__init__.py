"""What happened on a course: versioned events in the past tense, the only thing that changes a course.

A field marked `SEALED` is personal and is stored as ciphertext; all other fields are references, codes,
dates and numbers. Every event may move the phase, set timers and clear timers; it records what was
promised then, so that a later version of the rules cannot change the past.
"""

from __future__ import annotations

from domain.events.access import (
    AccessDraftDelivered,
    AccessRequested,
)
from domain.events.base import (
    NO_ORDER,
    Entitlement,
    Event,
    GrantFacts,
    OrderFacts,
    Period,
    sealed_fields,
)
from domain.events.beginning import (
    AgreementSigned,
    ContactAttempted,
    FirstMeetingHeld,
    GoalPlan,
    GoalsAgreed,
    GoalText,
    MentorMatched,
    MentorReassigned,
    PlacedOnWaitingList,
    ReferralAccepted,
    ReferralCompleted,
    ReferralReceived,
    WaitingReason,
)
from domain.events.case_file import (
    CourseErased,
    ErasureApproved,
    ErasureHeld,
    FileReturned,
    HoldLifted,
    Mark,
    ThirdPartyMarked,
)
from domain.events.ending import (
    CourseCancelled,
    CourseClosed,
    CoursePaused,
    CourseResumed,
    DeadlinesMoved,
    GoalResult,
    Move,
    PhaseOutStarted,
    SupportEnded,
    TimerFired,
)
from domain.events.log_book import (
    Confirmed,
    HoursConfirmed,
    LogEntryShown,
    ShownLater,
)
from domain.events.matters import (
    DeviationAcknowledged,
    DeviationReported,
    ExtensionDecided,
    ExtensionProposed,
    ExtensionReviewOpened,
    MatterOpened,
    MatterSettled,
    ReferralUpdated,
    UpdateSeen,
)
from domain.events.safety import (
    CheckInMissed,
)
from domain.events.versions import ProgrammeMigrated
from domain.events.work import (
    AppointmentCancelled,
    AppointmentPlanned,
    Attendance,
    CalledOffBy,
    Excuse,
    FollowUpRecorded,
    GoalAnswer,
    MeetingRecorded,
    ProgressReportSent,
    Shown,
    Stage,
)

__all__ = [
    "EVENT_TYPES",
    "NO_ORDER",
    "AccessDraftDelivered",
    "AccessRequested",
    "AgreementSigned",
    "AppointmentCancelled",
    "AppointmentPlanned",
    "Attendance",
    "CalledOffBy",
    "CheckInMissed",
    "Confirmed",
    "ContactAttempted",
    "CourseCancelled",
    "CourseClosed",
    "CourseErased",
    "CoursePaused",
    "CourseResumed",
    "DeadlinesMoved",
    "DeviationAcknowledged",
    "DeviationReported",
    "Entitlement",
    "ErasureApproved",
    "ErasureHeld",
    "Event",
    "Excuse",
    "ExtensionDecided",
    "ExtensionProposed",
    "ExtensionReviewOpened",
    "FileReturned",
    "FirstMeetingHeld",
    "FollowUpRecorded",
    "GoalAnswer",
    "GoalPlan",
    "GoalResult",
    "GoalText",
    "GoalsAgreed",
    "GrantFacts",
    "HoldLifted",
    "HoursConfirmed",
    "LogEntryShown",
    "Mark",
    "MatterOpened",
    "MatterSettled",
    "MeetingRecorded",
    "MentorMatched",
    "MentorReassigned",
    "Move",
    "OrderFacts",
    "Period",
    "PhaseOutStarted",
    "PlacedOnWaitingList",
    "ProgrammeMigrated",
    "ProgressReportSent",
    "ReferralAccepted",
    "ReferralCompleted",
    "ReferralReceived",
    "ReferralUpdated",
    "Shown",
    "ShownLater",
    "Stage",
    "SupportEnded",
    "ThirdPartyMarked",
    "TimerFired",
    "UpdateSeen",
    "WaitingReason",
    "sealed_fields",
]

EVENT_TYPES: dict[str, type[Event]] = {cls.__name__: cls for cls in Event.__subclasses__()}
