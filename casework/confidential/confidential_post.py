"""The post of reportable matters: it leaves before all other, and tells of itself in no result and no log."""

from __future__ import annotations

import asyncio

from adapters.postman import Outcome, Postman
from adapters.templates import render
from casework.letters.neutral_mail import mail_neutrally, outcome_of
from casework.letters.sending import ENOUGH_COPIES
from casework.office import Office
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
    outcome = await outcome_of(office, postman, letter, report.address)
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
    return await mail_neutrally(
        office, report.email, SUBJECT, render(f"confidential/{text}.txt", values), postman
    )


async def _ask_manager(office: Office, row: str, report: CrimeReport, postman: Postman) -> None:
    if report.due_at is None or report.due_at > office.now:
        return
    values = {"number": report.number, "manager": report.manager}
    text = render("confidential/crime.txt", values)
    if await mail_neutrally(office, report.email, SUBJECT, text, postman):
        calendar = office.office_hours(report.controller)

        def asked(one: CrimeReport) -> CrimeReport:
            return asked_manager(one, office.now, calendar)

        await asyncio.to_thread(office.confidential.change, row, asked)
