"""What a person can do with a course as it stands, the most usual first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from casework.commands.can_do import can_do
from domain.course import Course
from domain.programme import Programme
from domain.values import Actor, Role

OF_AUTHORITY = (
    "AcknowledgeDeviation",
    "DecideExtension",
    "SetFocusAreas",
    "SettleMatter",
    "EndEffort",
    "RecordDeviationOutcome",
    "OpenExtensionReview",
)
USUAL: Mapping[Role, tuple[str, ...]] = {
    Role.MENTOR: (
        "RecordFirstMeeting",
        "RecordMeeting",
        "PlanAppointment",
        "RecordFollowUp",
        "ReportDeviation",
        "RecordContactAttempt",
        "QuickNote",
        "ShowLogEntry",
        "AgreeGoals",
        "SignAgreement",
        "RecordMinutes",
        "SendProgressReport",
        "ReviseGoal",
        "AgreeChangePlan",
        "AskForPlanChange",
        "RecordClosing",
    ),
    Role.COORDINATOR: (
        "CompleteReferral",
        "AcceptReferral",
        "MatchMentor",
        "MarkUpdateSeen",
        "SettleMatter",
        "AcknowledgeDeviation",
        "Resume",
        "RecordMeeting",
        "RecordFollowUp",
        "ReportDeviation",
        "ReassignMentor",
        "ProposeExtension",
        "Pause",
        "RecordClosing",
        "PutOnWaitingList",
        "Cancel",
        "RecordFileReturn",
        "Reopen",
    ),
    Role.MANAGER: ("SettleMatter", "FileComplaint"),
    Role.HEAD: ("DecideExtension",),
    Role.CASEWORKER: OF_AUTHORITY,
    Role.JOB_CONSULTANT: OF_AUTHORITY,
}
"""What is done most, in the order of the work; all else follows in the order of the table of phases."""


def is_usual(name: str, role: Role) -> bool:
    """Whether the command is among what that role does most."""
    return name in USUAL.get(role, ())


def possible(course: Course, actor: Actor, programme: Programme) -> tuple[str, ...]:
    """The names of the commands she can do, the most usual first. Of an erased course there are none."""
    usual, hers = USUAL.get(actor.role, ()), can_do(actor, course, programme)
    return tuple(sorted(hers, key=lambda name: usual.index(name) if name in usual else len(usual)))


def still_in_time(names: Iterable[str], course: Course, day: date) -> list[str]:
    """Those that are not too late on a Danish day: nothing is opened again when its grant is over, or when
    its file has left.
    """
    file = course.file
    over = not course.periods or course.periods[-1].ends_on < day
    gone = over or bool(file.returned_on or file.erasure_approved_on)
    return [name for name in names if not (gone and name == "Reopen")]
