"""Whose a command is: what a mentor leaves to the coordinator, and what the authority's people do themselves.

Whether the person is who she says, and has to do with the course, is asked where people come in
(`casework.commands.acting`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
AUTHORITY = frozenset(REGISTERED_AS)
AT_THE_DESK = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT})
"""Those of the authority who work with the citizens."""
COORDINATORS = frozenset(
    {"AcceptReferral", "AcknowledgeDeviation", "Cancel", "MatchMentor", "PutOnWaitingList", "ReassignMentor"}
)
"""A mentor chooses no course for herself, ends none, and does not stop the ladder of what she reported (S0:
the jobcentre is told of a deviation until somebody there, or the coordinator, has taken it in hand)."""
PROVIDERS = frozenset(
    {
        "AcceptReferral",
        "AgreeChangePlan",
        "AgreeGoals",
        "AskForPlanChange",
        "CancelAppointment",
        "ConfirmHours",
        "DropGoal",
        "MatchMentor",
        "Pause",
        "PlanAppointment",
        "PutOnWaitingList",
        "QuickNote",
        "ReassignMentor",
        "RecordClosing",
        "RecordContactAttempt",
        "RecordFirstMeeting",
        "RecordFollowUp",
        "RecordMeeting",
        "RecordMinutes",
        "Resume",
        "ReviseGoal",
        "SendProgressReport",
        "SetRoles",
        "ShowLogEntry",
        "SignAgreement",
        "WriteClosingParts",
    }
)
"""The support and its log book are the provider's: nobody of the authority writes in them (S1, S3)."""


def not_theirs(command: str, actor: Actor) -> Iterator[Refused]:
    """What speaks against this role doing this command."""
    if actor.role is Role.MENTOR and command in COORDINATORS:
        yield Refused("coordinators-to-do", f"{command} er koordinatorens. Bed koordinatoren om at gøre det.")
    if actor.role in AUTHORITY and command in PROVIDERS:
        yield Refused(
            "providers-to-do", f"{command} er leverandørens. Bed mentor eller koordinator om at gøre det."
        )
