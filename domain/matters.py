"""Matters: what is open on a course beside its phase, and who settles it. The whole list on one screen.

Each has a deadline and a ladder of the same name in the programme (`TimerKind` has the same value).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.values import Role


class MatterKind(StrEnum):
    """Every kind of matter."""

    DEVIATION = "deviation"
    EXTENSION = "extension"
    UPDATE = "update"
    HOURS_USED = "hours_used"
    OTHER_MENTOR = "other_mentor"
    PLAN_CHANGE = "plan_change"
    PLAN_DECISION = "plan_decision"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    HANDING_ON = "handing_on"
    NO_CONTACT = "no_contact"
    PROTECTION = "protection"
    NO_PROGRESS = "no_progress"
    REPORT_APPROVAL = "report_approval"
    FILE_ACCESS = "file_access"
    DATA_ACCESS = "data_access"
    AFTERMATH = "aftermath"


@dataclass(frozen=True, slots=True)
class MatterRule:
    """What holds for a kind of matter.

    `letter` begins its ids; `waits_on` is whom the course waits for while it is open, `until_proposed` whom
    before there is a proposal. `settled_by` may
    settle it with `SettleMatter` as one of `outcomes`; a kind without them has commands of its own.
    `ends_with_support`: the end of the support settles it. `outlives`: it may be opened and stay open when
    the course has ended.
    """

    letter: str
    waits_on: str
    settled_by: frozenset[Role] = frozenset()
    outcomes: tuple[str, ...] = ()
    ends_with_support: bool = False
    outlives: bool = False
    until_proposed: str = ""


K = MatterKind
_COORDINATOR = frozenset({Role.COORDINATOR})
_ANSWERS = ("given", "given_in_part", "refused", "withdrawn")
_CHANGED = ("change_granted", "change_granted_in_part", "change_not_granted", "change_withdrawn")
_AFTERWARDS = ("in_job", "in_education", "in_activity", "in_nothing", "not_reached", "declined")
RULES: Mapping[MatterKind, MatterRule] = {
    K.DEVIATION: MatterRule("f", "jobcentre"),
    K.EXTENSION: MatterRule("e", "jobcentre", ends_with_support=True, until_proposed="coordinator"),
    K.UPDATE: MatterRule("n", "coordinator"),
    K.HOURS_USED: MatterRule(
        "t",
        "coordinator",
        _COORDINATOR,
        ("hours_suffice", "plan_adjusted", "extension_asked"),
        ends_with_support=True,
    ),
    K.OTHER_MENTOR: MatterRule(
        "m",
        "coordinator",
        _COORDINATOR,
        ("mentor_changed", "mentor_kept", "wish_withdrawn"),
        ends_with_support=True,
    ),
    K.PLAN_CHANGE: MatterRule(
        "o", "coordinator", _COORDINATOR, (*_CHANGED, "to_caseworker"), ends_with_support=True
    ),
    K.PLAN_DECISION: MatterRule(
        "j", "jobcentre", _COORDINATOR | {Role.CASEWORKER}, _CHANGED, ends_with_support=True
    ),
    K.COMPLAINT: MatterRule(
        "k",
        "coordinator",
        frozenset({Role.COORDINATOR, Role.MANAGER}),
        (
            "complaint_upheld",
            "complaint_partly_upheld",
            "complaint_not_upheld",
            "complaint_forwarded",
            "complaint_withdrawn",
        ),
    ),
    K.INCIDENT: MatterRule("u", "coordinator", frozenset({Role.COORDINATOR, Role.MANAGER}), ("followed_up",)),
    K.HANDING_ON: MatterRule(
        "v",
        "mentor",
        frozenset({Role.MENTOR, Role.COORDINATOR}),
        ("passed_on", "no_considerations", "citizen_says_no", "did_not_start"),
        ends_with_support=True,
    ),
    K.NO_CONTACT: MatterRule(
        "b",
        "jobcentre",
        _COORDINATOR | {Role.CASEWORKER},
        ("try_on", "reached", "to_be_ended"),
        ends_with_support=True,
    ),
    K.PROTECTION: MatterRule(
        "p", "coordinator", _COORDINATOR, ("still_protected", "jobcentre_asked", "lifted_by_jobcentre")
    ),
    K.NO_PROGRESS: MatterRule(
        "s",
        "jobcentre",
        _COORDINATOR | {Role.CASEWORKER},
        ("goes_on", "other_effort", "mentor_role_changed"),
        ends_with_support=True,
    ),
    K.REPORT_APPROVAL: MatterRule("g", "coordinator", _COORDINATOR, ("approved", "returned")),
    K.FILE_ACCESS: MatterRule("i", "coordinator", _COORDINATOR, _ANSWERS, outlives=True),
    K.DATA_ACCESS: MatterRule("d", "coordinator", _COORDINATOR, _ANSWERS, outlives=True),
    K.AFTERMATH: MatterRule("h", "coordinator", _COORDINATOR | {Role.MENTOR}, _AFTERWARDS, outlives=True),
}
"""Deviations, extension reviews and updates have commands of their own; all others are settled alike.

`handing_on` (S4): something begins, or changed, and the special considerations are to be passed on.
`incident` (local): a mentor was threatened or hurt; `cause` is the number it is entered under.
`hours_used` (local): so much of the granted hours is used that somebody must look at the rest.
`plan_change` (local): the mentor asks for a change of the plan; `cause` says of what. `plan_decision`: the
coordinator has passed it on to the caseworker, whose it is to decide (S3).
`protection` (outside): a protected name and address had a last day; it stays hidden, and a person asks.
`no_contact` (local): the citizen was tried in vain; the jobcentre says whether to go on or to end the course.
`no_progress` (S3): the caseworker examines the effort with the mentor. That she ends it is no outcome among
others but a decision with a command of its own, `EndEffort`.
`report_approval` (local): a progress report waits for a coordinator who did not write it; `cause` says who
did.
`file_access` and `data_access` (outside): the citizen asked to see her file (aktindsigt) or her data
(article 15); the authority decides, and the coordinator records its answer.
`aftermath` (S3): the citizen agreed at the closing that we ask some months later how it went.
"""
PASSED_ON: Mapping[tuple[MatterKind, str], MatterKind] = {
    (K.PLAN_CHANGE, "to_caseworker"): K.PLAN_DECISION,
}
"""What is opened where a matter is settled by passing it on to somebody else."""
ANSWERED = frozenset({K.PLAN_CHANGE, K.PLAN_DECISION})
"""What a mentor asked: how and when it was answered stays on the course, for her own day."""
ASKED_FOR = frozenset({K.FILE_ACCESS, K.DATA_ACCESS})
"""What the citizen has asked for is answered before anything of her file is erased."""
ENDED_WITH_SUPPORT = frozenset(kind for kind, rule in RULES.items() if rule.ends_with_support)
ENDED_WITH_COURSE = frozenset(kind for kind, rule in RULES.items() if not rule.outlives)
WEIGHT = ("jobcentre", "mentor", "coordinator")
"""Where several matters are open, the course waits for the first of these."""


def waits_on(matters: Iterable[tuple[MatterKind, str]]) -> str:
    """Whom a course with these open matters (their kinds and statuses) waits for: an extension's coordinator
    owes the proposal, and then the jobcentre the decision (S1).
    """
    waited_for = {
        RULES[kind].waits_on if status == "proposed" else RULES[kind].until_proposed or RULES[kind].waits_on
        for kind, status in matters
    }
    return next(who for who in WEIGHT if who in waited_for)
