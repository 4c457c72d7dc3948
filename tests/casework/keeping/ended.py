"""Courses that have ended, by real mail, with all their letters out; and the instruction to erase them."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.decisions.authority import add_decider, issue_code
from casework.letters.delivery import deliver
from casework.letters.posting import letters_to_post, mark_posted
from casework.office import Office
from deployments.sample_home import CONTROLLER
from domain.commands import Cancel, RecordFileReturn
from models.envelopes import EnvelopeState
from models.erasing import letters_not_out
from tests.house import KIRSTEN, MORNING, House, later

FIVE_YEARS = later(MORNING, days=5 * 365 + 2)
METTE = {
    "controller": CONTROLLER,
    "role": "caseworker",
    "unit": "Arkivet",
    "name": "Mette Skovgaard",
    "email": "mette@kommune.example",
}


def ended_course(house: House) -> str:
    """A course that came as a mail, twice, was stopped the same day, and whose letters are all out."""
    raw = house.referral()
    house.arrives(raw)
    house.arrives(house.referral(number=2))
    with house.office(MORNING) as office:
        fetched = fetch_mails(office)
        fates, _ = asyncio.run(settle_all(office))
        ref = next(fate.course_ref for fate in fates if fate.course_ref) or ""
        file_mails(office, fetched)
        stop = Cancel(cause="withdrawn", reason="Jobcenteret har trukket henvisningen tilbage.")
        office.casebook.handle(ref, stop, KIRSTEN, office.now)
        letters_out(office, ref)
    return ref


def letters_out(office: Office, ref: str) -> None:
    """Write what waits and say that it was sent: no mail server is needed."""
    asyncio.run(deliver(office))
    for letter in letters_to_post(office):
        mark_posted(office, letter.id)
    for envelope in office.outbox.lease_envelopes(later(office.now, days=1), limit=500):
        office.outbox.mark(envelope, EnvelopeState.SENT, office.now)
    assert letters_not_out(office.database, ref) == 0


def returned(office: Office, ref: str) -> None:
    """The controller has confirmed that it has the file."""
    on = office.now.date()
    done = RecordFileReturn(returned_on=on, how="secure_mail", document_sha256="f" * 64)
    office.casebook.handle(ref, done, KIRSTEN, office.now)


def instruction(office: Office, *refs: str, **changes: object) -> bytes:
    """The controller's instruction with a valid code for each course."""
    known = office.deciders.all()
    decider = known[0].ref if known else add_decider(office, json.dumps(METTE).encode()).ref
    codes = [(ref, issue_code(office, ref, decider, timedelta(hours=1)).code) for ref in refs]
    courses = [{"ref": ref, "decision_code": code} for ref, code in codes]
    return json.dumps({"decider_ref": decider, "courses": courses, **changes}).encode()
