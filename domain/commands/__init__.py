"""What people and the clock ask for: typed commands in the imperative, validated at the edge.

`parse_command` is the one way in for JSON from a file, a form or a mail. It reports every problem at
once, by field, and never repeats a value (a value may be personal).
"""

from __future__ import annotations

from domain.commands.access import (
    RecordAccessDraft,
    RecordAccessRequest,
)
from domain.commands.base import (
    Command,
    Sha256,
)
from domain.commands.beginning import (
    AcceptReferral,
    CompleteReferral,
    MatchMentor,
    PutOnWaitingList,
    ReassignMentor,
    RecordContactAttempt,
    RecordFirstMeeting,
    RecordSection85,
    RegisterReferral,
    SignAgreement,
)
from domain.commands.case_file import (
    ApproveErasure,
    HoldErasure,
    LiftHold,
    MarkThirdParty,
    NewMark,
    RecordErasure,
    RecordFileReturn,
    WhyLeftOut,
)
from domain.commands.consent import WithdrawConsent
from domain.commands.deviation import AddExplanation, RecordDeviationOutcome, WithdrawDeviation
from domain.commands.disclosure import (
    AgreeDisclosure,
    AnnounceStart,
    EndDisclosure,
    RecordDisclosure,
    ReviseConsiderations,
)
from domain.commands.ending import (
    Cancel,
    PassTime,
    Pause,
    RecordClosing,
    RecordEvaluation,
    ReprojectDeadlines,
    Resume,
    StartPhaseOut,
    WriteClosingParts,
)
from domain.commands.goals import (
    AgreeChangePlan,
    AgreeGoals,
    DropGoal,
    NewGoal,
    NewStep,
    ReviseGoal,
    SetFocusAreas,
    SetRoles,
)
from domain.commands.log_book import (
    ConfirmHours,
    QuickNote,
    ShowLogEntry,
)
from domain.commands.matters import (
    AcknowledgeDeviation,
    AskForPlanChange,
    Change,
    ComplaintAbout,
    DecideExtension,
    EndEffort,
    FileComplaint,
    MarkUpdateSeen,
    OpenExtensionReview,
    PlanChange,
    PlanField,
    ProposeExtension,
    ReportDeviation,
    RequestOtherMentor,
    SettleMatter,
    UpdateReferral,
)
from domain.commands.minutes import NewNextStep, RecordMinutes
from domain.commands.pausing import ChangePause, DropPlannedPause
from domain.commands.safety import (
    ReportIncident,
    ReportMissedCheckIn,
)
from domain.commands.turning import ChangeCaseworker, Reopen
from domain.commands.versions import MigrateProgramme
from domain.commands.work import (
    CancelAppointment,
    PlanAppointment,
    RecordFollowUp,
    RecordMeeting,
    SendProgressReport,
)

__all__ = [
    "COMMANDS",
    "DECISIONS",
    "AcceptReferral",
    "AcknowledgeDeviation",
    "AddExplanation",
    "AgreeChangePlan",
    "AgreeDisclosure",
    "AgreeGoals",
    "AnnounceStart",
    "ApproveErasure",
    "AskForPlanChange",
    "Cancel",
    "CancelAppointment",
    "Change",
    "ChangeCaseworker",
    "ChangePause",
    "Command",
    "ComplaintAbout",
    "CompleteReferral",
    "ConfirmHours",
    "DecideExtension",
    "DropGoal",
    "DropPlannedPause",
    "EndDisclosure",
    "EndEffort",
    "FileComplaint",
    "HoldErasure",
    "LiftHold",
    "MarkThirdParty",
    "MarkUpdateSeen",
    "MatchMentor",
    "MigrateProgramme",
    "NewGoal",
    "NewMark",
    "NewNextStep",
    "NewStep",
    "OpenExtensionReview",
    "PassTime",
    "Pause",
    "PlanAppointment",
    "PlanChange",
    "PlanField",
    "ProposeExtension",
    "PutOnWaitingList",
    "QuickNote",
    "ReassignMentor",
    "RecordAccessDraft",
    "RecordAccessRequest",
    "RecordClosing",
    "RecordContactAttempt",
    "RecordDeviationOutcome",
    "RecordDisclosure",
    "RecordErasure",
    "RecordEvaluation",
    "RecordFileReturn",
    "RecordFirstMeeting",
    "RecordFollowUp",
    "RecordMeeting",
    "RecordMinutes",
    "RecordSection85",
    "RegisterReferral",
    "Reopen",
    "ReportDeviation",
    "ReportIncident",
    "ReportMissedCheckIn",
    "ReprojectDeadlines",
    "RequestOtherMentor",
    "Resume",
    "ReviseConsiderations",
    "ReviseGoal",
    "SendProgressReport",
    "SetFocusAreas",
    "SetRoles",
    "SettleMatter",
    "Sha256",
    "ShowLogEntry",
    "SignAgreement",
    "StartPhaseOut",
    "UpdateReferral",
    "WhyLeftOut",
    "WithdrawConsent",
    "WithdrawDeviation",
    "WriteClosingParts",
]

DECISIONS = DecideExtension | EndEffort | ApproveErasure
"""What only a registered person of the authority does, with a code of her own (S1, S3)."""
COMMANDS: dict[str, type[Command]] = {cls.__name__: cls for cls in Command.__subclasses__()}
