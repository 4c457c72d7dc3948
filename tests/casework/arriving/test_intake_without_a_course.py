"""Mail that becomes no course: refused, ignored, a report about our own letter, or left to a person."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from casework.letters.delivery import deliver
from deployments.sample_home import JOBCENTRE, SUPPLIER
from models.envelopes import EnvelopeState
from models.mails import Fate
from tests.adapters.referral_reading.mails import BODY, CPR, GRANT
from tests.casework.arriving.test_intake import settled
from tests.house import OTHER_CPR, House, about, plain_mail

pytestmark = pytest.mark.slow


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
