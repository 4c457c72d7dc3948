"""Whose a command is: who does what on a course, on one screen (decision 0120).

Whether the person is who she says, and has to do with the course, is asked where people come in
(`casework.commands.acting`). A command that is not named here is no person's: what does it has a way of its
own (`casework.commands.acting.BY_THEMSELVES`), and its rule asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain.errors import Refused
from domain.values import Actor, Role

REGISTERED_AS: Mapping[Role, str] = {
    Role.CASEWORKER: "caseworker",
    Role.JOB_CONSULTANT: "job_consultant",
    Role.HEAD: "manager",
}
"""The authority's people: the role each acts in, and the one she is registered and decides in. Its managers
act in a role of their own, so that nothing which is our managers' is ever theirs.
"""
ACTS_AS: Mapping[str, Role] = {registered: role for role, registered in REGISTERED_AS.items()}
"""The same, the other way round."""
AUTHORITY = frozenset(REGISTERED_AS)
AT_THE_DESK = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT})
"""Those of the authority who work with the citizens."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Some roles, and what everybody else is told after the command's name."""

    roles: frozenset[Role]
    told: str


COORDINATORS = Circle(frozenset({Role.COORDINATOR}), "er koordinatorens. Bed koordinatoren om at gøre det.")
STEERING = Circle(
    COORDINATORS.roles | AT_THE_DESK,
    "er koordinatorens eller jobcenterets. Bed koordinatoren om at gøre det.",
)
"""A mentor does not end a course, and does not stop the ladder of what she reported (S0: the jobcentre is
told of a deviation until somebody there, or the coordinator, has taken it in hand)."""
PROVIDERS = Circle(
    frozenset({Role.COORDINATOR, Role.MENTOR}),
    "er mentors og koordinatorens. Bed en af dem om at gøre det.",
)
"""The support and its log book are the provider's: nobody of the authority writes in them (S1, S3)."""
FOCUS = Circle(
    frozenset({Role.CASEWORKER, Role.COORDINATOR}),
    "er sagsbehandlerens. Koordinatoren kan føre det ind med hendes navn.",
)
CASEWORKERS = Circle(frozenset({Role.CASEWORKER}), "er sagsbehandlerens alene, og med hendes egen kode.")
DECIDERS = Circle(AUTHORITY, "er jobcenterets. Kun dets egne folk afgør det; andre kan foreslå.")
"""Only an authenticated authority decides (S1, S3)."""
BOTH = Circle(
    PROVIDERS.roles | AT_THE_DESK,
    "gøres af dem, der arbejder med borgeren. Bed mentor, koordinator eller sagsbehandler om det.",
)
HEARS = Circle(BOTH.roles | {Role.MANAGER}, BOTH.told)
"""A complaint may be about any of them: a manager takes one in, and settles it (local)."""


def _of(circle: Circle, commands: Iterable[str]) -> Mapping[str, Circle]:
    return dict.fromkeys(commands, circle)


WHOSE: Mapping[str, Circle] = {
    **_of(
        COORDINATORS,
        (
            "AcceptReferral",
            "MatchMentor",
            "PutOnWaitingList",
            "ReassignMentor",
            "MarkUpdateSeen",
            "ChangeCaseworker",
            "Reopen",
            "LiftHold",
            "RecordFileReturn",
            "RecordAccessDraft",
        ),
    ),
    **_of(STEERING, ("AcknowledgeDeviation", "Cancel")),
    **_of(
        PROVIDERS,
        (
            "RecordContactAttempt",
            "RecordFirstMeeting",
            "SignAgreement",
            "AgreeGoals",
            "ReviseGoal",
            "DropGoal",
            "AgreeChangePlan",
            "SetRoles",
            "PlanAppointment",
            "CancelAppointment",
            "RecordMeeting",
            "QuickNote",
            "ShowLogEntry",
            "RecordMinutes",
            "ConfirmHours",
            "RecordFollowUp",
            "ReportDeviation",
            "WithdrawDeviation",
            "SendProgressReport",
            "AskForPlanChange",
            "WithdrawConsent",
            "AgreeDisclosure",
            "EndDisclosure",
            "RecordDisclosure",
            "ReviseConsiderations",
            "StartPhaseOut",
            "WriteClosingParts",
            "RecordClosing",
            "Pause",
            "ChangePause",
            "DropPlannedPause",
            "Resume",
        ),
    ),
    **_of(FOCUS, ("SetFocusAreas",)),
    **_of(CASEWORKERS, ("EndEffort",)),
    **_of(DECIDERS, ("DecideExtension",)),
    **_of(
        BOTH,
        (
            "CompleteReferral",
            "AddExplanation",
            "RecordDeviationOutcome",
            "OpenExtensionReview",
            "ProposeExtension",
            "RequestOtherMentor",
            "RecordSection85",
            "AnnounceStart",
            "RecordEvaluation",
            "HoldErasure",
            "RecordAccessRequest",
        ),
    ),
    **_of(HEARS, ("FileComplaint", "SettleMatter")),
}
"""Of `SettleMatter` the kind of the matter says more: who may settle it (`domain.matters.RULES`)."""
BY_FORM = frozenset(
    {
        "OpenExtensionReview",
        "Pause",
        "ProposeExtension",
        "ReassignMentor",
        "RecordClosing",
        "ReportDeviation",
        "Resume",
    }
)
"""What a form in Prefect does, which a coordinator fills in: it acts as the operator."""
BY_MAIL = frozenset({"CompleteReferral"})
"""What the mail room files besides what is its own alone."""


def not_theirs(command: str, actor: Actor) -> Iterator[Refused]:
    """What speaks against this role doing this command."""
    if not _by_the_system(command, actor.role):
        yield from not_a_persons(command, actor.role)


def not_a_persons(command: str, role: Role) -> Iterator[Refused]:
    """The same without what a form in Prefect or the mail room does: what speaks against offering it."""
    circle = WHOSE.get(command)
    if circle is not None and role not in circle.roles:
        yield Refused("not-yours-to-do", f"{command} {circle.told}")


def _by_the_system(command: str, role: Role) -> bool:
    by_form = role is Role.OPERATOR and command in BY_FORM
    return by_form or (role is Role.MAILROOM and command in BY_MAIL)
