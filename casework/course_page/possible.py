"""What a person can do with a course as it stands: hers, in this phase, with something to do it to.

The most usual comes first. Whether a rule then says no depends on what she writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache

from casework.commands.acting import BY_THEMSELVES
from domain.course import Course
from domain.lifecycle import ROWS, allowed
from domain.matters import RULES, MatterKind
from domain.timers import TimerKind
from domain.values import Actor, Role
from domain.who import AUTHORITY, not_theirs

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
        "ProposeExtension",
        "Resume",
        "RecordMeeting",
        "RecordFollowUp",
        "ReportDeviation",
        "ReassignMentor",
        "Pause",
        "RecordClosing",
    ),
}
"""What is done most, in the order of the work; all else follows in the order of the table of phases."""
OF_AUTHORITY = (
    "AcknowledgeDeviation",
    "DecideExtension",
    "SetFocusAreas",
    "SettleMatter",
    "RecordDeviationOutcome",
    "OpenExtensionReview",
    "EndEffort",
    "ChangeCaseworker",
    "WithdrawConsent",
)
"""What the authority does itself; what else it wants, it asks the provider for."""
OF_MANAGER = ("SettleMatter",)
AUTHORITY_ALONE = frozenset({"DecideExtension", "EndEffort"})
"""Only an authenticated authority decides (S1, S3)."""


def _open(kind: MatterKind) -> Callable[[Course], bool]:
    return lambda course: bool(course.open_matters(kind))


_deviation = _open(MatterKind.DEVIATION)
NEEDS: Mapping[str, Callable[[Course], bool]] = {
    "AcknowledgeDeviation": _deviation,
    "AddExplanation": _deviation,
    "RecordDeviationOutcome": lambda course: any(one.kind == MatterKind.DEVIATION for one in course.matters),
    "WithdrawDeviation": _deviation,
    "MarkUpdateSeen": _open(MatterKind.UPDATE),
    "ProposeExtension": _open(MatterKind.EXTENSION),
    "DecideExtension": _open(MatterKind.EXTENSION),
    "OpenExtensionReview": lambda course: not course.open_matters(MatterKind.EXTENSION),
    "EndEffort": _open(MatterKind.NO_PROGRESS),
    "CancelAppointment": lambda course: bool(course.appointments),
    "ShowLogEntry": lambda course: course.log.entries > 0,
    "ConfirmHours": lambda course: course.log.entries > 0,
    "ReviseGoal": lambda course: any(goal.is_open for goal in course.goals),
    "DropGoal": lambda course: any(goal.is_open for goal in course.goals),
    "RecordFollowUp": lambda course: any(goal.is_open for goal in course.goals),
    "EndDisclosure": lambda course: any(not one.ended_on for one in course.consent.disclosures),
    "DropPlannedPause": lambda course: course.timer(TimerKind.PAUSE_START) is not None,
    "LiftHold": lambda course: bool(course.file.held),
    "HoldErasure": lambda course: not course.file.held,
    "Reopen": lambda course: not (course.file.returned_on or course.file.erasure_approved_on),
    "RecordAccessDraft": lambda course: any(
        course.open_matters(kind) for kind in (MatterKind.FILE_ACCESS, MatterKind.DATA_ACCESS)
    ),
}
"""What there must be on the course before a command has anything to be done to."""


def possible(course: Course, actor: Actor) -> tuple[str, ...]:
    """The names of the commands, the most usual first. Of an erased course there are none."""
    usual = USUAL.get(actor.role, ())
    hers = [name for name in _of_role(actor.role) if _is_possible(name, course, actor)]
    return tuple(sorted(hers, key=lambda name: usual.index(name) if name in usual else len(usual)))


def still_in_time(names: Iterable[str], course: Course, day: date) -> list[str]:
    """Those that are not too late on a Danish day: nothing is opened again when its grant is over."""
    over = not course.periods or course.periods[-1].ends_on < day
    return [name for name in names if not (over and name == "Reopen")]


def is_possible(name: str, course: Course, actor: Actor) -> bool:
    """Whether that command is among them."""
    return name in _of_role(actor.role) and _is_possible(name, course, actor)


@cache
def _of_role(role: Role) -> tuple[str, ...]:
    if role in AUTHORITY:
        return OF_AUTHORITY
    if role is Role.MANAGER:
        return OF_MANAGER
    own = role in USUAL
    return tuple(name for name in ROWS if own and name not in BY_THEMSELVES.keys() | AUTHORITY_ALONE)


def _is_possible(name: str, course: Course, actor: Actor) -> bool:
    needs = NEEDS.get(name)
    if course.file.erased_on or not allowed(name, course.phase) or any(not_theirs(name, actor)):
        return False
    if needs and not needs(course):
        return False
    return name != "SettleMatter" or any(
        actor.role in RULES[matter.kind].settled_by for matter in course.open_matters()
    )
