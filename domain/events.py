"""What happened on a course: versioned events in the past tense, the only thing that changes a course.

A field marked `SEALED` is personal and is stored as ciphertext; all other fields are references, codes,
dates and numbers. Every event may move the phase, set timers and clear timers; it records what was
promised then, so that a later version of the rules cannot change the past.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from domain.lifecycle import Phase
from domain.referral import Referral
from domain.timers import Timer
from domain.values import SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. `version` is the shape's number; older shapes are up-cast when read."""

    version: ClassVar[int] = 1
    to_phase: Phase | None = None
    timers: tuple[Timer, ...] = ()
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A support period (bevillingsperiode): its number, its days (both included) and its hours."""

    number: int
    starts_on: date
    ends_on: date
    hours: Decimal
    special: bool = False


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """What the rules need to know of a grant: its days, its hours and what it asserts; nothing personal."""

    starts_on: date
    ends_on: date
    hours: Decimal
    assertions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralReceived(Event):
    """A referral became a course; `missing` names the required parts that were not there."""

    ref: str
    controller: str
    partner: str
    programme: str
    programme_version: str
    received_at: datetime
    missing: tuple[str, ...] = ()
    mail_id: str = ""
    grant: GrantFacts | None = None
    referral: Annotated[Referral, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCompleted(Event):
    """Missing parts arrived or were entered by a person."""

    missing: tuple[str, ...] = ()
    mail_id: str = ""
    grant: GrantFacts | None = None
    referral: Annotated[Referral, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAccepted(Event):
    """The coordinator accepted the course; the grant became its first support period."""

    coordinator: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorMatched(Event):
    """One fixed contact person was chosen."""

    mentor: str
    cover: str = ""
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorReassigned(Event):
    """Another mentor took over, with a hand-over note (S1's answer to lost knowledge)."""

    mentor: str
    previous: str
    cover: str = ""
    handover: Annotated[str, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempted(Event):
    """The mentor tried to reach the citizen; `number` counts attempts, `failed` those without an answer."""

    number: int
    attempted_at: datetime
    channel: str
    reached: bool
    failed: int = 0
    tell_jobcentre: bool = False
    note: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMeetingHeld(Event):
    """Citizen and mentor met for the first time."""

    held_on: date
    note: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned(Event):
    """The written agreement between citizen and jobcentre was signed; we keep a copy's hash."""

    signed_on: date
    signed_by: tuple[str, ...]
    document_sha256: str = ""
    roles: tuple[str, ...] = ()
    tasks: Annotated[tuple[str, ...], SEALED] = ()
    phase_out_plan: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True)
class GoalText:
    """The personal side of a goal: what it says and how it is seen that it is reached."""

    id: str
    text: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class GoalPlan:
    """The neutral side of a goal: its id, its parent and its date."""

    id: str
    target_on: date
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsAgreed(Event):
    """Goals and sub-goals were agreed with the citizen."""

    goals: tuple[GoalPlan, ...]
    texts: Annotated[tuple[GoalText, ...], SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentPlanned(Event):
    """A meeting was planned; `replaces` names the appointment it moves."""

    appointment: str
    at: datetime
    form: str
    replaces: str = ""
    interpreter: bool = False
    place: Annotated[str, SEALED] = ""


Attendance = Literal["present", "excused", "no_show"]
Shown = Literal["accepted", "shown_not_accepted", "declined", "not_shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecorded(Event):
    """A log-book entry: who was there, when, how many hours in which category."""

    entry: int
    held_on: date
    starts: time
    ends: time
    mentor: str
    category: str
    hours: Decimal
    form: str
    attendance: Attendance
    shown: Shown = "not_shown"
    appointment: str = ""
    goals: tuple[str, ...] = ()
    corrects: int | None = None
    observation_kinds: Annotated[tuple[str, ...], SEALED] = ()
    observation: Annotated[str, SEALED] = ""
    assessment: Annotated[str, SEALED] = ""
    comment: Annotated[str, SEALED] = ""


Stage = Literal["precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse"]


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """S0's three questions about one goal, and where the citizen stands in the circle of change."""

    goal: str
    reached: bool
    effort_sufficient: bool
    more_needed: bool
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRecorded(Event):
    """A periodic follow-up with the three questions, per goal (S0)."""

    number: int
    held_on: date
    answers: Annotated[tuple[GoalAnswer, ...], SEALED]
    reached: tuple[str, ...] = ()
    comment: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationReported(Event):
    """A departure from the job plan; the jobcentre is told at once (S0)."""

    matter: str
    occurred_at: datetime
    discovered_at: datetime
    attempts: int = 0
    no_show: bool = False
    fact: Annotated[str, SEALED]
    plan_item: Annotated[str, SEALED] = ""
    citizen_explanation: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviationAcknowledged(Event):
    """A named person at the jobcentre took the deviation in hand."""

    matter: str
    by: str
    outcome: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReportSent(Event):
    """A progress report for a period, with hours granted and used."""

    number: int
    covers_from: date
    covers_to: date
    hours_granted: Decimal
    hours_used: Decimal
    meetings: int
    no_shows: int
    summary: Annotated[str, SEALED]
    placement: Annotated[str, SEALED] = ""
    recommendation: Annotated[str, SEALED] = ""
    citizen_comment: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionReviewOpened(Event):
    """The question of a new support period was opened: by time, by hours used, or on request."""

    matter: str
    cause: Literal["time", "hours", "request"]
    opened_at: datetime
    grant_ends_on: date
    decide_by: date
    step: int
    steps: int
    special: bool
    hours_granted: Decimal
    hours_used: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionProposed(Event):
    """A proposal for a new period. It binds nobody; only an authority decides."""

    matter: str
    starts_on: date
    ends_on: date
    hours: Decimal
    by: str
    reasoned: bool = False
    need: Annotated[str, SEALED] = ""
    special_reasons: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDecided(Event):
    """An authenticated authority granted or refused a new support period."""

    matter: str
    granted: bool
    decider: str
    decider_role: str
    unit: str
    channel: str
    decided_on: date
    document_sha256: str = ""
    period: Period | None = None
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseOutStarted(Event):
    """The support began to be phased out (S1: every course is arranged for it)."""

    ends_on: date
    cause: Literal["time", "hours", "refused", "agreed"]
    plan: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportEnded(Event):
    """The last granted day has passed; no more hours accrue and the closing report is due."""

    ended_on: date


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What became of a goal."""

    goal: str
    result: Literal["reached", "partly", "not_reached", "dropped"]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseClosed(Event):
    """The course ended with its closing report, which is mandatory (S0)."""

    closed_on: date
    reason: str
    outcome: str
    finding_placement_only: bool = False
    results: Annotated[tuple[GoalResult, ...], SEALED] = ()
    review: Annotated[str, SEALED]
    manages_alone: Annotated[str, SEALED] = ""
    handover: Annotated[str, SEALED] = ""
    unresolved: Annotated[str, SEALED] = ""
    citizen_evaluation: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePaused(Event):
    """The support rests; internal deadlines stand still, the grant's end does not move.

    The cause may be about health, so it is sealed although it is a code.
    """

    paused_on: date
    until: date | None = None
    cause: Annotated[str, SEALED] = ""
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseResumed(Event):
    """The support goes on; `timers` carries every deadline that moved."""

    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCancelled(Event):
    """The course was stopped before its end."""

    cancelled_on: date
    cause: str
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A rung of a timer's ladder fired: who is reminded of what. It happens once."""

    kind: str
    subject: str
    rung: int
    deadline_on: date
    notice: str
    to: tuple[str, ...]
    firing: str


EVENT_TYPES: dict[str, type[Event]] = {cls.__name__: cls for cls in Event.__subclasses__()}
