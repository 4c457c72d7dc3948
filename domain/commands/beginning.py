"""From the referral to the agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command, Sha256
from domain.referral import Referral
from domain.values import Code, CourseRef, Line, OptionalText, Text


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
