"""Reportable matters: a child's welfare straight to the intake, crime and fraud to one manager.

Nothing here touches the course: no event, no notice, no count. The letter about a child is encrypted to the
intake before it is kept, so that nobody here can read it again (docs/decisions/0079).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from adapters.partners import ChildProtection
from adapters.secure_mail import NoUsableCertificate, OutgoingMail, compose_plain, protect
from adapters.staff import StaffMember
from adapters.templates import render
from casework.access.discretion import Discretion
from casework.names import ROLES
from casework.office import Office
from domain.calendar import local_day
from domain.confidential import (
    ChildReport,
    CrimeReport,
    DecideCrime,
    ReportChild,
    ReportCrime,
    decided,
    phoned,
    read_by,
)
from domain.confidential_keeping import keep_until
from domain.errors import InvalidInput, Refused, Unavailable
from domain.history import referral_of
from domain.parsing import problems_of
from domain.values import Actor, Role
from models.confidential import new_receipt

Given = TypeVar("Given")
_CHILD, _CRIME, _DECISION = TypeAdapter(ReportChild), TypeAdapter(ReportCrime), TypeAdapter(DecideCrime)
_NO_NUMBER = "kommunens døgnvagt for børn (nummeret står på kommunens hjemmeside)"


class RingInstead(Unavailable):
    """The report about a child cannot be sent from here: the reporter must ring, and is told the number."""

    code = "ring-instead"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a reporter gets: the one thing by which the report is found again, and where it went."""

    receipt: str
    row: str
    sha256: str = ""
    intake: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a receipt tells: what it is for and how far it has come. Never what was written."""

    about: str
    state: str
    reported_at: datetime
    settled_at: datetime | None = None
    phone: str = ""
    sha256: str = ""


def report_child(office: Office, ref: str, data: bytes, actor: Actor) -> Receipt:
    """Keep a report about a child's welfare, ready to be sent at once.

    Raises RingInstead with the number to ring where it cannot be encrypted to the intake: then nothing is
    kept. Raises InvalidInput by field, Refused, UnknownCourse.
    """
    reporter, given = _reporter(office, actor), _read(_CHILD, "Underretning", data)
    course = office.casebook.course(ref)
    intake = office.partners.child_protection_of(course.controller)
    if intake is None or not intake.notice_address:
        raise _ring(intake, "kommunens adresse til underretninger mangler i partners.toml", given)
    mail = _child_mail(office, ref, given, (actor, reporter), intake)
    plain = compose_plain(mail, own_address=office.partners.own_address)
    try:
        letter = protect(plain, partner=intake, keys=office.keys(), now=office.now)
    except NoUsableCertificate:
        raise _ring(intake, "der er intet gyldigt certifikat at kryptere til", given) from None
    report = ChildReport(
        reporter=actor,
        email=reporter.email,
        controller=course.controller,
        reported_at=office.now,
        keep_until=keep_until(local_day(office.now), office.programme_of(course)),
        intake=intake.name,
        phone=intake.phone,
        address=intake.notice_address,
        message_id=mail.message_id,
        sha256=hashlib.sha256(mail.text.encode()).hexdigest(),
        retry_at=office.now,
    )
    receipt = new_receipt()
    row = office.confidential.add(receipt, report, office.now, letter)
    return Receipt(receipt, row, report.sha256, intake.name, intake.phone)


def report_crime(office: Office, ref: str, data: bytes, actor: Actor) -> Receipt:
    """Entrust what one knows of a crime to one manager, who is asked when the office is next open.

    Raises InvalidInput by field (also for a manager who is not in `staff.toml`), Refused, UnknownCourse.
    """
    _reporter(office, actor)
    given = _read(_CRIME, "Oplysning", data)
    manager = office.staff.manager(given.manager)
    course, receipt = office.casebook.course(ref), new_receipt()
    report = CrimeReport(
        reporter=actor,
        controller=course.controller,
        ref=ref,
        reported_at=office.now,
        keep_until=keep_until(local_day(office.now), office.programme_of(course)),
        manager=manager.id,
        email=manager.email,
        number=receipt,
        facts=given.facts,
        due_at=office.office_hours(course.controller).within_office_hours(office.now),
    )
    return Receipt(receipt, office.confidential.add(receipt, report, office.now))


def standing(office: Office, receipt: str) -> Standing:
    """How far the report of a receipt has come. Raises Refused for a receipt that fits nothing."""
    report = office.confidential.find(receipt)
    if isinstance(report, CrimeReport):
        state = "decided" if report.decision else "waiting"
        at = report.decision.at if report.decision else None
        return Standing("crime", state, report.reported_at, at)
    settled = report.settled_at or report.phoned_at
    state = report.delivery.value
    return Standing("child", state, report.reported_at, settled, report.phone, report.sha256)


def rang_instead(office: Office, receipt: str) -> None:
    """The reporter has rung the intake; she is reminded no more. Raises Refused."""
    confidential = office.confidential
    confidential.change(confidential.id_of(receipt), lambda report: phoned(report, office.now))


def entrusted(office: Office, receipt: str, actor: Actor) -> CrimeReport:
    """What a manager was entrusted with, in full. Raises Refused for anybody else."""
    return read_by(office.confidential.find(receipt), actor)


def decide_crime(office: Office, data: bytes, actor: Actor) -> None:
    """Record the manager's decision. Raises InvalidInput by field, Refused."""
    decision = _read(_DECISION, "Afgørelse", data)
    confidential = office.confidential
    row = confidential.id_of(decision.receipt)
    confidential.change(row, lambda report: decided(report, decision, actor, office.now))


def _read(reader: TypeAdapter[Given], what: str, data: bytes) -> Given:
    try:
        return reader.validate_json(data)
    except ValidationError as error:
        raise InvalidInput(what, problems_of(error)) from None


def _reporter(office: Office, actor: Actor) -> StaffMember:
    """The duty is personal: one of us reports, by name."""
    find = {Role.MENTOR: office.staff.mentor, Role.COORDINATOR: office.staff.coordinator}.get(actor.role)
    if find is None:
        text = "Kun en mentor eller en koordinator indberetter her. Skriv fx --as mentor:id."
        raise Refused("staff-reports", text)
    return find(actor.id)


def _ring(intake: ChildProtection | None, why: str, given: ReportChild) -> RingInstead:
    number = f"{intake.name}, telefon {intake.phone}" if intake else _NO_NUMBER
    danger = "Ring 112 først, når et barn er i fare. " if given.in_danger_now else ""
    text = f"{danger}Underretningen er IKKE sendt og IKKE gemt, for {why}. Ring nu til {number}."
    return RingInstead(text)


def _child_mail(
    office: Office, ref: str, given: ReportChild, by: tuple[Actor, StaffMember], intake: ChildProtection
) -> OutgoingMail:
    citizen = referral_of(office.casebook.recorded(ref)).citizen
    values = {
        "intake": intake.name,
        "concern": given.concern,
        "children": given.children,
        "parents_told": given.parents_told,
        "in_danger_now": given.in_danger_now,
        "name": Discretion(citizen).name,
        "cpr": citizen.cpr,
        "reporter": by[1],
        "role": ROLES[by[0].role],
        "supplier": office.settings.supplier,
        "reported_at": office.now,
    }
    domain = office.partners.own_address.partition("@")[2]
    return OutgoingMail(
        to=intake.notice_address,
        subject=f"Sikker post fra {office.settings.supplier}",
        text=render("confidential/child.txt", values) + "\n",
        message_id=f"<{secrets.token_hex(16)}@{domain}>",
        date=office.now,
    )
