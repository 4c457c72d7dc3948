"""The post of reportable matters: it leaves before all other, and tells of itself in no result and no log."""

from __future__ import annotations

import asyncio
import secrets

from adapters.postman import Outcome, Postman, PostmanUnavailable
from adapters.secure_mail import OutgoingMail, compose_plain
from adapters.templates import render
from casework.office import Office
from casework.sending import ENOUGH_COPIES
from domain.confidential import (
    ChildReport,
    CrimeReport,
    Delivery,
    after_attempt,
    asked_manager,
    returned,
    told_again,
)
from domain.errors import MentorError

SUBJECT = "En besked kun til dig"


async def attend(office: Office) -> list[str]:
    """Send what is due of reportable matters, at any hour, and tell those who must hear.

    Gives the codes of what went wrong here, without a word of what it was about.
    """
    problems = []
    for row in await asyncio.to_thread(office.confidential.take_due, office.now):
        try:
            await _attend(office, row)
        except MentorError as error:
            problems.append(f"fortrolig post: {error.code}")
    return problems


async def send_now(office: Office, row: str) -> ChildReport | CrimeReport:
    """Try at once, for the reporter who waits at the screen; gives the report as it then stands."""
    await _attend(office, row)
    return (await asyncio.to_thread(office.confidential.read, row))[0]


def note_return(office: Office, message_id: str) -> None:
    """A mail came back: if it was a report about a child, its reporter must hear at once."""
    confidential = office.confidential
    for row in confidential.ids():
        report = confidential.read(row)[0]
        if isinstance(report, ChildReport) and report.message_id == message_id:
            confidential.change(row, lambda one: returned(one, office.now))


async def _attend(office: Office, row: str) -> None:
    report, letter = await asyncio.to_thread(office.confidential.read, row)
    postman = office.postman()
    if isinstance(report, CrimeReport):
        await _ask_manager(office, row, report, postman)
        return
    if report.must_be_sent(office.now):
        report = await _send(office, row, report, letter, postman)
    if report.must_be_told(office.now) and await _tell(office, report, "child_waits", postman):
        await asyncio.to_thread(office.confidential.change, row, lambda one: told_again(one, office.now))


async def _send(
    office: Office, row: str, report: ChildReport, letter: bytes, postman: Postman
) -> ChildReport:
    outcome = await _outcome(office, postman, letter, report.address)
    arrived = outcome is Outcome.ACCEPTED
    copies = outcome is Outcome.UNKNOWN and report.attempts + 1 >= ENOUGH_COPIES
    refused = outcome is Outcome.REFUSED or copies

    def attempted(one: ChildReport) -> ChildReport:
        return after_attempt(one, office.now, arrived=arrived, refused=refused)

    after = await asyncio.to_thread(office.confidential.change, row, attempted)
    if after.delivery is Delivery.SENT and after.asked_at is not None:
        await _tell(office, after, "child_arrived", postman)
    return after


async def _tell(office: Office, report: ChildReport, text: str, postman: Postman) -> bool:
    """A mail to the reporter that says nothing; whether a server took it."""
    values = {"reported_at": report.reported_at}
    return await _mail(office, report.email, render(f"confidential/{text}.txt", values), postman)


async def _ask_manager(office: Office, row: str, report: CrimeReport, postman: Postman) -> None:
    if report.due_at is None or report.due_at > office.now:
        return
    values = {"number": report.number, "manager": report.manager}
    if await _mail(office, report.email, render("confidential/crime.txt", values), postman):
        calendar = office.office_hours(report.controller)

        def asked(one: CrimeReport) -> CrimeReport:
            return asked_manager(one, office.now, calendar)

        await asyncio.to_thread(office.confidential.change, row, asked)


async def _mail(office: Office, address: str, text: str, postman: Postman) -> bool:
    own = office.partners.own_address
    message_id = f"<{secrets.token_hex(16)}@{own.partition('@')[2]}>"
    mail = OutgoingMail(address, SUBJECT, text + "\n", message_id, office.now)
    raw = compose_plain(mail, own_address=own)
    return await _outcome(office, postman, raw, address) is Outcome.ACCEPTED


async def _outcome(office: Office, postman: Postman, raw: bytes, address: str) -> Outcome:
    try:
        answer = await postman.send(raw, sender=office.partners.own_address, recipient=address)
    except PostmanUnavailable:
        return Outcome.RETRY
    return answer.outcome
