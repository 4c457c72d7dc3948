"""Reportable matters: a child's welfare, and crime or fraud. They are no part of any course.

What is kept of them lies apart, sealed whole under a key of its own (docs/decisions/0079). A child's welfare
is the reporter's personal duty and goes straight to the municipality's child-protection intake (outside);
of crime a manager decides after a confidentiality check (outside). Instants are UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from msgspec.structs import replace
from pydantic import ConfigDict, Field, StringConstraints

from domain.calendar import Calendar, instant_at, local_day
from domain.errors import Refused
from domain.values import Actor, Line, OptionalText, Role, Stored

LongText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20000)]
LONGEST_RETRY = timedelta(minutes=5)
"""A report about a child is tried again at least so often, day and night."""
REPORTER_TOLD_AFTER = timedelta(minutes=10)
REPORTER_TOLD_EVERY = timedelta(hours=1)
MANAGER_ASKED_EVERY = 2
"""Working days between the times a manager is asked again, until the decision is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChild:
    """What one is worried about, who the children are, and whether the parents know of the report.

    Where a child is in danger now, the reporter is told to ring 112 first.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    concern: LongText
    children: OptionalText = ""
    parents_told: OptionalText = ""
    in_danger_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCrime:
    """What one has learnt of a crime or of fraud, and the manager who is to look at it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    facts: LongText
    manager: Annotated[str, Field(min_length=1, max_length=64)]


PassedTo = Literal["nobody", "police", "jobcentre", "municipality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCrime:
    """What the check of confidentiality said, and to whom the manager passes it on by her own hand."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    receipt: Line
    may_be_passed_on: bool
    passed_to: PassedTo
    legal_basis: OptionalText = ""
    note: OptionalText = ""


class Delivery(StrEnum):
    """Where a report about a child is on its way."""

    WAITING = "waiting"
    SENT = "sent"
    RETURNED = "returned"
    PHONED = "phoned"


class ChildReport(Stored, frozen=True, kw_only=True, tag="child"):
    """A report to the child-protection intake: the letter's address, and what became of it.

    `email` is where the reporter is told; `asked_at` when she last was, `phoned_at` when she said that she
    has rung instead. The letter itself is kept beside this. From `keep_until` on it may be erased.
    """

    reporter: Actor
    email: str
    controller: str
    reported_at: datetime
    keep_until: date
    intake: str
    phone: str
    address: str
    message_id: str
    sha256: str
    delivery: Delivery = Delivery.WAITING
    attempts: int = 0
    retry_at: datetime | None = None
    asked_at: datetime | None = None
    settled_at: datetime | None = None
    phoned_at: datetime | None = None

    @property
    def due_at(self) -> datetime | None:
        """When something is next to be done: to send it, or to tell the reporter. None once it is settled."""
        if self.delivery in {Delivery.SENT, Delivery.PHONED}:
            return self.retry_at
        return min(filter(None, (self.retry_at, self._ask_at)))

    @property
    def _ask_at(self) -> datetime:
        if self.asked_at is not None:
            return self.asked_at + REPORTER_TOLD_EVERY
        at_once = self.delivery is Delivery.RETURNED
        return self.reported_at if at_once else self.reported_at + REPORTER_TOLD_AFTER

    def must_be_sent(self, now: datetime) -> bool:
        """Whether another attempt is due."""
        return self.retry_at is not None and self.retry_at <= now

    def must_be_told(self, now: datetime) -> bool:
        """Whether the reporter must hear now that the letter has not arrived."""
        return self.delivery in {Delivery.WAITING, Delivery.RETURNED} and self._ask_at <= now


class CrimeDecision(Stored, frozen=True, kw_only=True):
    """Who decided when, what the check of confidentiality said, to whom it goes, and on what basis."""

    by: Actor
    at: datetime
    may_be_passed_on: bool
    passed_to: PassedTo
    legal_basis: str = ""
    note: str = ""


class CrimeReport(Stored, frozen=True, kw_only=True, tag="crime"):
    """What somebody has learnt of a crime, for one manager alone: her id, her address, and the `number` she
    finds it by.
    """

    reporter: Actor
    controller: str
    ref: str
    reported_at: datetime
    keep_until: date
    manager: str
    email: str
    number: str
    facts: str
    due_at: datetime | None = None
    decision: CrimeDecision | None = None


def after_attempt(report: ChildReport, now: datetime, *, arrived: bool, refused: bool) -> ChildReport:
    """The report after an attempt to send it: arrived, refused for good, or to be tried again."""
    attempts = report.attempts + 1
    if arrived and report.delivery is Delivery.PHONED:
        return replace(report, attempts=attempts, retry_at=None)
    if arrived:
        return replace(report, attempts=attempts, delivery=Delivery.SENT, retry_at=None, settled_at=now)
    if refused:
        return returned(replace(report, attempts=attempts), now)
    pause = min(timedelta(minutes=attempts), LONGEST_RETRY)
    return replace(report, attempts=attempts, retry_at=now + pause)


def returned(report: ChildReport, now: datetime) -> ChildReport:
    """The intake's server refused the letter, or sent it back: the reporter must ring, and is told so."""
    if report.phoned_at is not None:
        return replace(report, delivery=Delivery.PHONED, retry_at=None)
    return replace(report, delivery=Delivery.RETURNED, retry_at=None, asked_at=None, settled_at=now)


def told_again(report: ChildReport, now: datetime) -> ChildReport:
    """The report after its reporter has been told that it has not arrived."""
    return replace(report, asked_at=now)


def phoned(report: ChildReport | CrimeReport, now: datetime) -> ChildReport:
    """The reporter has rung the intake instead; the letter is still tried. Raises Refused."""
    if not isinstance(report, ChildReport):
        raise Refused("not-about-a-child", "Kvitteringen hører ikke til en underretning om et barn.")
    delivery = Delivery.SENT if report.delivery is Delivery.SENT else Delivery.PHONED
    return replace(report, delivery=delivery, phoned_at=now)


def asked_manager(report: CrimeReport, now: datetime, calendar: Calendar) -> CrimeReport:
    """The report after its manager has been asked: she is asked again until she has decided."""
    if report.decision is not None:
        return replace(report, due_at=None)
    day = calendar.add_working_days(local_day(now), MANAGER_ASKED_EVERY)
    return replace(report, due_at=instant_at(day, calendar.opens))


def decided(
    report: ChildReport | CrimeReport, decision: DecideCrime, actor: Actor, now: datetime
) -> CrimeReport:
    """The manager's decision after the check of confidentiality. Raises Refused."""
    crime = read_by(report, actor)
    if crime.decision is not None:
        raise Refused("already-decided", "Der er allerede taget stilling til oplysningen.")
    _lawful(decision)
    taken = CrimeDecision(
        by=actor,
        at=now,
        may_be_passed_on=decision.may_be_passed_on,
        passed_to=decision.passed_to,
        legal_basis=decision.legal_basis,
        note=decision.note,
    )
    return replace(crime, decision=taken, due_at=None)


def read_by(report: ChildReport | CrimeReport, actor: Actor) -> CrimeReport:
    """What a manager may read: what was entrusted to her, and nothing about a child. Raises Refused."""
    if not isinstance(report, CrimeReport) or actor != Actor(Role.MANAGER, report.manager):
        raise Refused("manager-decides", "Kun den leder, oplysningen er betroet, kan læse og afgøre den.")
    return report


def _lawful(decision: DecideCrime) -> None:
    if decision.passed_to == "nobody":
        return
    if not decision.may_be_passed_on:
        raise Refused(
            "confidentiality",
            "Tavshedspligten er til hinder for, at oplysningen gives videre. Vælg, at den ikke gives videre.",
        )
    if not decision.legal_basis:
        raise Refused("basis-missing", "Skriv hjemlen for at give oplysningen videre.")
