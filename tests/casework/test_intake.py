"""Every mail that comes in gets exactly one fate, whatever happens between the mailbox and the casebook."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from casework import later_mail
from casework.delivery import deliver
from casework.fates import MailFate
from casework.intake import fetch_mails, file_mails, settle_all
from casework.office import Office
from deployments.local_mail import maildir_of
from deployments.sample_home import CONTROLLER, JOBCENTRE, SUPPLIER
from domain.commands import Cancel
from domain.history import referral_of
from domain.lifecycle import Phase
from models.envelopes import EnvelopeState
from models.mails import Fate
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.filled_form import filled_elsewhere
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.adapters.referral_reading.test_read_referral import EXPECTED
from tests.house import KIRSTEN, MORNING, OTHER_CPR, House, about, plain_mail

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


def test_the_missing_parts_in_a_later_mail_join_the_course_that_waits_for_them(house: House) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    with house.office() as office:
        (first,) = settled(office)
        house.arrives(house.referral(papers=["jobplan.txt"], number=2))
        (second,) = settled(office)
        assert office.casebook.course(first.course_ref or "").missing == ("consent",)
        house.arrives(house.referral(papers=["samtykke.txt"], number=3))
        (third,) = settled(office)
        course = office.casebook.course(first.course_ref or "")
        fates = {(mail.fate, mail.course_ref) for mail in office.ledger.mails()}
        referral = referral_of(office.casebook.recorded(course.ref))
    assert [fate.course_ref for fate in (second, third)] == [course.ref, course.ref]
    assert [fate.incomplete for fate in (first, second, third)] == [True, True, False]
    assert (course.phase, course.missing) == (Phase.RECEIVED, ())
    assert fates == {(Fate.COURSE, course.ref), (Fate.JOINED, course.ref)}
    assert referral.parts() == {"grant", "job_plan", "consent"}


def test_a_mail_without_any_of_the_missing_parts_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    house.arrives(house.referral(papers=["bevilling.txt"], body=BODY + "Ny oplysning.\n", number=2))
    with house.office() as office:
        fates = settled(office)
        (course,) = office.casebook.courses()
    assert [fate.reason for fate in fates] == ["accepted", "citizen-has-course"]
    assert course.seq == 1


def test_a_crash_after_joining_joins_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.arrives(house.referral(papers=["bevilling.txt"]))
    with house.office() as office:
        (first,) = settled(office)
        house.arrives(house.referral(papers=["jobplan.txt", "samtykke.txt"], number=2))
        with monkeypatch.context() as crash:
            crash.setattr(later_mail, "joined_fate", _crash)
            with pytest.raises(KeyboardInterrupt):
                settled(office)
        (second,) = settled(office)
        (course,) = office.casebook.courses()
    assert (second.course_ref, course.seq) == (first.course_ref, 2)


def _crash(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_mail_about_a_citizen_with_an_open_course_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(house.referral(body=BODY + "Ny oplysning.\n", number=2))
    with house.office() as office:
        fates = settled(office)
        assert len(office.casebook.courses()) == 1
    assert {fate.reason for fate in fates} == {"accepted", "citizen-has-course"}


def test_once_a_course_has_ended_the_citizen_can_be_referred_again(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        (first,) = settled(office)
        stop = Cancel(cause="moved", reason="Borgeren er flyttet.")
        office.casebook.handle(first.course_ref or "", stop, KIRSTEN, office.now)
        house.arrives(house.referral(body=BODY + "Ny henvisning.\n", number=2))
        (second,) = settled(office)
    assert second.verdict == "accepted"
    assert second.course_ref != first.course_ref


def test_two_citizens_become_two_courses(house: House) -> None:
    house.arrives(house.referral())
    house.arrives(house.referral(about(OTHER_CPR, BODY), bevilling=about(OTHER_CPR, GRANT), number=2))
    with house.office() as office:
        refs = {fate.course_ref for fate in settled(office)}
        found = [office.casebook.find(CONTROLLER, cpr) for cpr in (CPR, OTHER_CPR)]
    assert refs == {"M-2026-0001", "M-2026-0002"}
    assert sorted(ref for one in found for ref in one) == sorted(refs)


def test_a_plain_mail_is_rejected_kept_sealed_and_not_answered(house: House) -> None:
    raw = plain_mail(BODY, {"bevilling.txt": GRANT})
    house.arrives(raw)
    with house.office() as office:
        (fate,) = settled(office)
        assert office.ledger.open_raw(fate.mail_id) == raw
        assert office.ledger.mail(fate.mail_id).fate == Fate.REJECTED
        assert office.outbox.pending_intents(office.now) == []
    assert (fate.verdict, fate.reason) == ("rejected", "no-smime")
    assert CPR.encode() not in (house.home / "mentor.db").read_bytes()


def test_a_mail_sent_again_properly_is_not_held_against_the_one_that_was_rejected(house: House) -> None:
    house.arrives(plain_mail(BODY, {"bevilling.txt": GRANT}))
    with house.office() as office:
        settled(office)
        house.arrives(house.referral())
        assert [fate.verdict for fate in settled(office)] == ["accepted"]


def test_a_message_id_used_for_other_content_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral())
    with house.office() as office:
        settled(office)
        house.arrives(house.referral(about(OTHER_CPR, BODY), bevilling=about(OTHER_CPR, GRANT)))
        (fate,) = settled(office)
    assert (fate.verdict, fate.reason) == ("quarantined", "message-id-reused")


def test_an_auto_reply_is_ignored_and_kept(house: House) -> None:
    house.arrives(b"Auto-Submitted: auto-replied\r\n" + plain_mail("Jeg har ferie.", {}))
    with house.office() as office:
        (fate,) = settled(office)
        assert office.ledger.mail(fate.mail_id).fate == Fate.IGNORED
    assert (fate.verdict, fate.reason) == ("ignored", "auto-reply")


def test_a_report_that_our_letter_did_not_arrive_marks_it_and_tells_the_coordinator_once(
    house: House,
) -> None:
    house.arrives(house.referral())
    with house.office() as office, house.mail_server():
        settled(office)
        asyncio.run(deliver(office))
        (sent,) = office.outbox.envelopes()
        for text in ("Postkassen er fuld.", "Postkassen er stadig fuld."):
            house.arrives(_report(sent.message_id or "", text))
        assert {fate.verdict for fate in settled(office)} == {"ignored"}
        (bounced,) = office.outbox.envelopes(states={EnvelopeState.BOUNCED})
        asyncio.run(deliver(office))
    assert bounced.id == sent.id
    assert len(house.inbox("kirsten@leverandoer.example")) == 1


def test_a_report_about_a_letter_that_is_not_ours_changes_nothing(house: House) -> None:
    house.arrives(_report("<fremmed@anden.example>", "Ukendt."))
    with house.office() as office:
        (fate,) = settled(office)
        assert office.outbox.envelopes() == []
    assert fate.verdict == "ignored"


def test_without_a_revocation_list_a_good_mail_waits_for_a_person(house: House) -> None:
    house.arrives(house.referral())
    shutil.rmtree(house.home / "crls")
    with house.office() as office:
        (fate,) = settled(office)
    assert (fate.verdict, fate.reason) == ("quarantined", "revocation-missing")


def _report(message_id: str, text: str) -> bytes:
    """A delivery report (RFC 3464) about one mail."""
    head = f"""\
From: mailer-daemon@kommune.example
To: {SUPPLIER}
Subject: Retur
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="graense"

--graense
Content-Type: text/plain; charset=utf-8

{text}
--graense
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kommune.example

Final-Recipient: rfc822; {JOBCENTRE}
Action: failed
Status: 5.2.2

--graense
Content-Type: text/rfc822-headers

Message-ID: {message_id}
Subject: Sag

--graense--
"""
    return head.replace("\n", "\r\n").encode()
