"""The mail with the link: neutral, by the real server, tried again, and told to the operator if it fails."""

from __future__ import annotations

import email.policy
from email.message import EmailMessage

import pytest

from casework.office import Office
from casework.signing_in import posting
from casework.signing_in.links import Letter, ask_for_link
from casework.signing_in.origin import Origin
from casework.signing_in.posting import CHANGED, SUBJECT, send_link, tell_of_change
from deployments.local_mail import Fault
from tests.house import House

AMIRA = "amira@leverandoer.example"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting, "SPREAD", 0)
    monkeypatch.setattr(posting, "WAITS", (0, 0))


def asked(office: Office) -> Letter:
    """The letter for a link she asked for."""
    letter = ask_for_link(office, AMIRA, Origin("her browser"))
    assert letter is not None
    return letter


async def test_the_mail_says_nothing_but_the_link(house: House) -> None:
    with house.office() as office, house.mail_server():
        letter = asked(office)
        assert await send_link(office, letter)
        (raw,) = house.inbox(AMIRA)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["Subject"] == SUBJECT
    text = mail.get_content()
    assert f"{office.settings.portal_url}/log-ind/link/{letter.token}" in text.split()
    assert "Amira" not in text
    assert "gælder i 15 minutter" in text


async def test_a_busy_server_is_tried_again(house: House) -> None:
    with house.office() as office, house.mail_server() as server:
        server.faults.extend([Fault.BUSY, Fault.GREYLISTED])
        assert await send_link(office, asked(office))
        assert len(house.inbox(AMIRA)) == 1
        assert office.sign_ins.links.unsent(office.now, office.now) == 0


async def test_a_server_that_is_away_is_told_to_the_operator(house: House) -> None:
    with house.office() as office:
        assert not await send_link(office, asked(office))
        assert office.sign_ins.links.unsent(office.now, office.now) == 1


async def test_it_goes_to_the_address_we_know_her_by(house: House) -> None:
    with house.office() as office:
        letter = ask_for_link(office, AMIRA.upper(), Origin("her browser"))
    assert letter is not None
    assert letter.email == AMIRA


async def test_she_is_told_when_something_was_set_up_for_her(house: House) -> None:
    with house.office() as office, house.mail_server():
        assert await tell_of_change(office, AMIRA)
        (raw,) = house.inbox(AMIRA)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)
    assert mail["Subject"] == CHANGED
    assert "Var det ikke dig" in mail.get_content()
