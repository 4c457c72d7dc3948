"""Every mail that comes in gets exactly one fate, whatever happens between the mailbox and the casebook."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, file_mails, settle_all
from casework.letters.delivery import deliver
from casework.office import Office
from deployments.local_mail import maildir_of
from deployments.sample_home import CONTROLLER, JOBCENTRE, SUPPLIER
from domain.history import referral_of
from domain.lifecycle import Phase
from models.mails import Fate
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.filled_form import filled_elsewhere
from tests.adapters.referral_reading.mails import BODY, GRANT
from tests.adapters.referral_reading.whole_referral import EXPECTED
from tests.house import MORNING, House, plain_mail

pytestmark = pytest.mark.slow


def settled(office: Office) -> list[MailFate]:
    fetched = fetch_mails(office)
    fates, left = asyncio.run(settle_all(office))
    file_mails(office, fetched)
    assert not left
    return fates


def test_an_accepted_referral_becomes_a_course_and_its_mail_is_filed_away(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        (fate,) = settled(office)
        course = office.casebook.course(fate.course_ref or "")
        (entry,) = office.ledger.mails()
    assert (fate.verdict, fate.reason, fate.incomplete) == ("accepted", "accepted", False)
    assert course.phase is Phase.RECEIVED
    assert (course.controller, course.partner, course.programme) == (CONTROLLER, "Jobcenter A", "viborg")
    assert (entry.fate, entry.course_ref) == (Fate.COURSE, course.ref)
    assert house.inbox(SUPPLIER) == []
    assert len(list((maildir_of(house.place.maildirs, SUPPLIER) / ".done" / "cur").iterdir())) == 1


def test_a_form_that_was_filled_in_and_sent_by_secure_mail_becomes_a_course(house: House) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Date"] = JOBCENTRE, SUPPLIER, MORNING
    message.set_content("Henvisningen er vedhæftet.")
    form = filled_elsewhere(EXPECTED)
    message.add_attachment(form, "application", "pdf", filename="henvisning.pdf")
    house.arrives(house.protected(message.as_bytes()))
    with house.office() as office:
        (fate,) = settled(office)
        course = office.casebook.course(fate.course_ref or "")
        referral = referral_of(office.casebook.recorded(course.ref))
        assert replace(referral, enclosures=()) == EXPECTED
    assert (fate.verdict, course.phase, course.missing) == ("accepted", Phase.RECEIVED, ())


def test_a_signed_consent_scanned_as_a_picture_may_lie_beside_a_form(house: House) -> None:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Date"] = JOBCENTRE, SUPPLIER, MORNING
    message.set_content("Henvisningen er vedhæftet.")
    form = filled_elsewhere(EXPECTED)
    for name, content in (("henvisning.pdf", form), ("samtykke underskrevet.pdf", hostile.blank())):
        message.add_attachment(content, "application", "pdf", filename=name)
    house.arrives(house.protected(message.as_bytes()))
    with house.office() as office:
        (fate,) = settled(office)
    assert (fate.reason, fate.incomplete) == ("accepted", False)


def test_a_quarantined_mail_is_filed_in_the_quarantine_folder_and_every_other_as_done(house: House) -> None:
    unreadable = house.referral(bevilling=GRANT.replace("27/2-26", "i går"))
    for raw in (unreadable, plain_mail("Reklame.", {})):
        house.arrives(raw)
    with house.office() as office:
        assert {fate.verdict for fate in settled(office)} == {"quarantined", "rejected"}
    box = maildir_of(house.place.maildirs, SUPPLIER)
    assert house.inbox(SUPPLIER) == []
    assert [file.read_bytes() for file in (box / ".quarantine" / "cur").iterdir()] == [unreadable]
    assert len(list((box / ".done" / "cur").iterdir())) == 1


def test_a_mail_is_kept_byte_for_byte_and_only_as_ciphertext(house: House) -> None:
    raw = house.referral()
    house.arrives(raw)
    with house.office() as office:
        (fate,) = settled(office)
        assert office.ledger.open_raw(fate.mail_id) == raw
    assert raw[:200] not in (house.home / "mentor.db").read_bytes()


def test_missing_parts_make_an_incomplete_course_and_one_request_that_names_them_all(house: House) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    with house.office() as office, house.mail_server():
        (fate,) = settled(office)
        course = office.casebook.course(fate.course_ref or "")
        requests = [
            one.kind for one in office.outbox.pending_intents(office.now) if one.kind == "parts_missing"
        ]
        asyncio.run(deliver(office))
    assert fate.incomplete
    assert course.phase is Phase.INCOMPLETE
    assert course.missing == ("job_plan", "consent")
    assert requests == ["parts_missing"]
    (raw,) = house.inbox(JOBCENTRE)
    text = house.opened_by_jobcentre(raw).lower()
    assert "samtykke" in text
    assert "jobplan" in text


def test_what_cannot_be_read_with_certainty_waits_for_a_person_with_the_names_of_the_fields(
    house: House,
) -> None:
    house.arrives(house.referral(bevilling=GRANT.replace("27/2-26", "i går")))
    with house.office() as office:
        (fate,) = settled(office)
        (entry,) = office.ledger.mails()
        assert office.casebook.courses() == []
    assert (fate.verdict, fate.reason) == ("quarantined", "referral-unreadable")
    assert fate.fields == ("grant.granted_on",)
    assert entry.fate == Fate.QUARANTINED


def test_the_same_content_twice_is_a_duplicate_of_the_first(house: House) -> None:
    content = plain_mail(BODY, {"bevilling.txt": GRANT})
    house.arrives(house.protected(content))
    with house.office() as office:
        (first,) = settled(office)
        house.arrives(house.protected(content))
        (again,) = settled(office)
        assert len(office.casebook.courses()) == 1
        assert office.ledger.mail(again.mail_id).duplicate_of == first.mail_id
    assert (again.verdict, again.reason) == ("duplicate", "seen-before")
