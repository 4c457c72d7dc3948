"""From the referral to the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command, Sha256
from domain.events import WaitingReason
from domain.referral import Referral
from domain.values import Code, CourseRef, Line, OptionalLine, OptionalText, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterReferral(Command):
    """Make a course of a referral, from a mail or from the portal's form. The casebook gives it its
    reference.
    """

    ref: CourseRef = "M-0000-0000"
    controller: Code
    partner: Line
    programme: Code
    mail_id: OptionalLine = ""
    form_id: OptionalLine = ""
    referral: Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteReferral(Command):
    """Add what was missing, or correct what could not be accepted; the whole referral as it now stands."""

    mail_id: OptionalLine = ""
    form_id: OptionalLine = ""
    referral: Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptReferral(Command):
    """Take the course on. The grant's days, hours and assertions are checked against the programme.

    What the order's own words leave open is said here: the target group, the special track (`ordinary`:
    none) and the day it is about, and the tasks. `supports_staying`: the citizen is in an activity and
    needs support to stay in it. `beyond_normal`: what a mentor at the workplace does beyond what the place
    does anyway.
    """

    coordinator: Code
    target_group: Code | Literal[""] = ""
    supports_staying: bool = False
    track: Code | Literal[""] = ""
    track_on: date | None = None
    no_other_offer: bool = False
    beyond_normal: OptionalText = ""
    section_85: Literal["", "no", "another_person", "same_person", "converted"] = ""
    section_85_by: OptionalLine = ""
    section_85_goal: OptionalText = ""
    caseworker_role: Code | Literal[""] = ""
    tasks: tuple[Code, ...] = ()
    task_reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSection85(Command):
    """Write down the boundary to support under section 85 while the course runs (S1), from a Danish day.

    `same_person`: the mentor gives both; `converted`: that support became mentor support, with a new goal
    (S3); `handed_over`: what is needed for good is given under section 85 from now on, by `section_85_by`.
    """

    from_on: date
    section_85: Literal["no", "another_person", "same_person", "converted", "handed_over"]
    section_85_by: OptionalLine = ""
    section_85_goal: OptionalText = ""
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchMentor(Command):
    """Choose the fixed contact person (S0), and who covers for her."""

    mentor: Code
    cover: Code | Literal[""] = ""
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnWaitingList(Command):
    """Say that there is no mentor yet, why, and when one is expected (a Danish day)."""

    reason: WaitingReason
    expected_on: date | None = None


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
    """File the agreement between citizen and jobcentre (goal, tasks, hours, duration: S4).

    A task is written as the programme's code for it, or in words.
    """

    signed_on: date
    signed_by: Annotated[
        tuple[Literal["citizen", "jobcentre", "mentor", "guardian"], ...], Field(min_length=1)
    ]
    document_sha256: Sha256 = ""
    roles: tuple[Code, ...] = ()
    tasks: tuple[Line, ...] = ()
    task_reason: OptionalText = ""
    phase_out_plan: OptionalText = ""
