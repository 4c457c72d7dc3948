"""What people and the clock ask for: typed commands in the imperative, validated at the edge.

`parse_command` is the one way in for JSON from a file, a form or a mail. It reports every problem at
once, by field, and never repeats a value (a value may be personal).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, ConfigDict, Field

from domain.events import Attendance, GoalAnswer, GoalResult, Shown
from domain.referral import Referral
from domain.values import Code, CourseRef, Line, OptionalLine, OptionalText, Text

Sha256 = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Base of all commands. Unknown fields are refused."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterReferral(Command):
    """Make a course of a referral. The casebook gives it its reference."""

    ref: CourseRef = "M-0000-0000"
    controller: Code
    partner: Line
    programme: Code
    mail_id: str = ""
    referral: Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteReferral(Command):
    """Add what was missing, or correct what could not be accepted; the whole referral as it now stands."""

    mail_id: str = ""
    referral: Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReferral(Command):
    """Take the course on. The grant's days, hours and assertions are checked against the programme."""

    coordinator: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchMentor(Command):
    """Choose the fixed contact person (S0), and who covers for her."""

    mentor: Code
    cover: Code | Literal[""] = ""
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignMentor(Command):
    """Hand the course to another mentor. The hand-over note is required."""

    mentor: Code
    cover: Code | Literal[""] = ""
    handover: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContactAttempt(Command):
    """Log one attempt to reach the citizen, successful or not."""

    attempted_at: AwareDatetime
    channel: Literal["phone", "letter", "visit", "text_message", "via_jobcentre"]
    reached: bool
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFirstMeeting(Command):
    """Log that citizen and mentor have met."""

    held_on: date
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgreement(Command):
    """File the agreement between citizen and jobcentre (goal, tasks, hours, duration: S4)."""

    signed_on: date
    signed_by: Annotated[
        tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)
    ]
    document_sha256: Sha256 = ""
    roles: tuple[Code, ...] = ()
    tasks: tuple[Line, ...] = ()
    phase_out_plan: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal as agreed: text, parent goal's id, and the (local) indicator, baseline, target and date."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    text: Text
    target_on: date
    parent: OptionalLine = ""
    indicator: OptionalText = ""
    baseline: OptionalText = ""
    target: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeGoals(Command):
    """Agree goals and sub-goals with the citizen; later calls add goals."""

    goals: Annotated[tuple[NewGoal, ...], Field(min_length=1, max_length=30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAppointment(Command):
    """Plan a meeting; `replaces` moves an earlier appointment."""

    at: AwareDatetime
    form: Literal["meeting", "phone", "home_visit", "workplace", "three_party", "accompanying"] = "meeting"
    replaces: Code | Literal[""] = ""
    interpreter: bool = False
    place: OptionalLine = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting(Command):
    """Log a meeting with its hours; a no-show has none and counts as a deviation where so configured."""

    held_on: date
    starts: time
    ends: time
    category: Code
    form: Literal["meeting", "phone", "home_visit", "workplace", "three_party", "accompanying"] = "meeting"
    attendance: Attendance = "present"
    shown: Shown = "not_shown"
    appointment: Code | Literal[""] = ""
    goals: tuple[Code, ...] = ()
    corrects: Annotated[int, Field(ge=1)] | None = None
    observation_kinds: tuple[Code, ...] = ()
    observation: OptionalText = ""
    assessment: OptionalText = ""
    comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp(Command):
    """Answer the three questions for each goal (S0)."""

    held_on: date
    answers: Annotated[tuple[GoalAnswer, ...], Field(min_length=1)]
    comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeviation(Command):
    """Report a departure from the job plan; the jobcentre is told at once (S0)."""

    occurred_at: AwareDatetime
    fact: Text
    plan_item: OptionalText = ""
    citizen_explanation: OptionalText = ""
    attempts: Annotated[int, Field(ge=0, le=100)] = 0
    no_show: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeDeviation(Command):
    """A named person takes the deviation in hand, which stops its ladder."""

    matter: Code
    by: Code
    outcome: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendProgressReport(Command):
    """Send the periodic report. Hours and attendance are taken from the log, never typed."""

    covers_to: date
    summary: Text
    placement: OptionalText = ""
    recommendation: OptionalText = ""
    citizen_comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExtensionReview(Command):
    """Open the question of a new period before the clock does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeExtension(Command):
    """Propose a new period. Special reasons are needed where the next step is a special case (S1)."""

    starts_on: date
    ends_on: date
    hours: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)]
    need: OptionalText = ""
    special_reasons: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension(Command):
    """An authority's decision. The decider and the channel are filled in by what authenticated them."""

    granted: bool
    decider: str
    decider_role: Code
    unit: OptionalLine
    channel: Literal["deployment_form", "cli", "portal", "letter"]
    decided_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)] | None = None
    document_sha256: Sha256 = ""
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPhaseOut(Command):
    """Begin to phase the support out."""

    plan: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClosing(Command):
    """Close the course with the review of its whole length, which is mandatory (S0)."""

    reason: Literal["goals_reached", "grant_ended", "job", "education", "moved", "withdrew", "other"]
    outcome: Literal["job", "education", "placement", "activity", "other_support", "none"]
    only_placement_follow_up: bool = False
    results: tuple[GoalResult, ...] = ()
    review: Text
    manages_alone: OptionalText = ""
    handover: OptionalText = ""
    unresolved: OptionalText = ""
    citizen_evaluation: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """Let the support rest. The grant's end does not move."""

    cause: Literal["illness", "hospital", "holiday", "other"] = "other"
    until: date | None = None
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Go on after a pause; internal deadlines move by the working days it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """Stop the course before its end."""

    cause: Literal[
        "not_eligible", "withdrawn", "moved", "no_contact", "consent_withdrawn", "caseworker", "other"
    ]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTime(Command):
    """Let time pass: fire every rung that is due."""


COMMANDS: dict[str, type[Command]] = {cls.__name__: cls for cls in Command.__subclasses__()}
