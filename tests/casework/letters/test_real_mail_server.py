"""Our letters through a real mail server: they arrive encrypted and whole, and its report is understood."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import SMTP

import pytest

from adapters.postman import Outcome
from casework.letters.undelivered import resend, undelivered
from deployments.sample_home import JOBCENTRE, SUPPLIER
from models.envelopes import EnvelopeState
from models.mails import Fate
from tests.adapters.mail import exim
from tests.adapters.mail.exim import Exim
from tests.casework.arriving.test_intake import settled
from tests.casework.letters.test_delivery import COORDINATOR, MENTOR, delivered, message_ids, of_jobcentre
from tests.factories import CITIZEN
from tests.house import KIRSTEN, House

pytestmark = [pytest.mark.slow, pytest.mark.needs("exim4")]
GONE = "nedlagt@kommune.example"


@pytest.fixture
def server(house: House) -> Iterator[Exim]:
    """Exim takes the house's outgoing mail, and its mailbox is the house's own."""
    key, certificate = house.home / "mail-server.key.pem", house.home / "mail-server.cert.pem"
    with exim.running(key, certificate) as running:
        for folder in ("new", "cur", "tmp"):
            (running.maildir(SUPPLIER) / folder).mkdir(parents=True)
            (running.maildir(SUPPLIER) / folder).chmod(0o777)
        with house.office() as office:
            port = office.settings.mail_out.port
        _replace(house, "mentor.toml", f"port = {port}", f"port = {running.starttls_port}")
        _replace(house, "mentor.toml", f'path = "mail/{SUPPLIER}"', f'path = "{running.maildir(SUPPLIER)}"')
        yield running


def _replace(house: House, file: str, old: str, new: str) -> None:
    path = house.home / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_letter_arrives_and_the_jobcentre_can_open_and_verify_its_own(
    house: House, server: Exim
) -> None:
    ref = house.matched()
    with house.office() as office:
        result = delivered(office)
        sent = of_jobcentre(office)
    assert (result.sent, result.problems) == (2, [])
    (raw,) = server.wait_for(JOBCENTRE)
    assert message_ids([raw]) == {sent.message_id}
    assert message_from_bytes(raw, policy=SMTP)["Received"] is not None
    assert ref in house.opened_by_jobcentre(raw)
    (to_mentor,) = server.wait_for(MENTOR)
    assert ref in to_mentor.decode()
    assert not any(word in raw + to_mentor for word in (CITIZEN.cpr.encode(), CITIZEN.name.encode()))


async def test_it_takes_mail_over_tls_from_the_first_byte_too_and_says_what_it_refuses(
    house: House, server: Exim
) -> None:
    _replace(house, "mentor.toml", f"port = {server.starttls_port}", f"port = {server.tls_port}")
    _replace(house, "mentor.toml", 'mode = "starttls"', 'mode = "tls"')
    raw = b"From: henvisning@leverandoer.example\r\nSubject: Sag\r\n\r\nGoddag\r\n"
    with house.office() as office:
        send = office.postman().send
        assert (await send(raw, sender=SUPPLIER, recipient=JOBCENTRE)).outcome is Outcome.ACCEPTED
        elsewhere = await send(raw, sender=SUPPLIER, recipient="x@anden.example")
        large = await send(raw + b"x" * 1_100_000, sender=SUPPLIER, recipient=JOBCENTRE)
    assert (elsewhere.outcome, elsewhere.code) == (Outcome.REFUSED, 550)
    assert (large.outcome, large.code) == (Outcome.REFUSED, 552)
    assert len(server.wait_for(JOBCENTRE)) == 1


def test_a_report_that_a_letter_did_not_arrive_marks_it_and_the_coordinator_can_send_it_again(
    house: House, server: Exim
) -> None:
    _replace(house, "partners.toml", f'notice_address = "{JOBCENTRE}"', f'notice_address = "{GONE}"')
    ref = house.course()
    with house.office() as office:
        delivered(office)
        assert of_jobcentre(office).state == EnvelopeState.SENT
        (report,) = server.wait_for(SUPPLIER)
        assert b"message/delivery-status" in report
        (fate,) = settled(office)
        assert (fate.verdict, fate.reason) == ("ignored", "delivery-report")
        assert [mail.fate for mail in office.ledger.mails()] == [Fate.IGNORED]
        assert of_jobcentre(office).state == EnvelopeState.BOUNCED
        delivered(office)
        (bounced,) = undelivered(office)
    (told,) = server.wait_for(COORDINATOR)
    assert ref in told.decode()
    _replace(house, "partners.toml", f'notice_address = "{GONE}"', f'notice_address = "{JOBCENTRE}"')
    with house.office() as office:
        resend(office, bounced.id, KIRSTEN)
        assert delivered(office).sent == 1
        assert undelivered(office) == []
    (raw,) = server.wait_for(JOBCENTRE)
    assert ref in house.opened_by_jobcentre(raw)
