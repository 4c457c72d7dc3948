"""Waiting for mail, and servers that are slow without end: told within moments, and never held for ever."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from adapters.mailbox import ImapMailbox, MailboxUnavailable, MaildirMailbox
from deployments.test_authority import TestAuthority
from tests.adapters.mail.dovecot_mailbox import MAILS as ON_DOVECOT
from tests.adapters.mail.dovecot_mailbox import authority, mailbox, needs_dovecot, other, server
from tests.adapters.mail.scripted_imap import BYE, DRIP, DROP, Script, serving
from tests.adapters.mail.test_imap_faults import FETCHING, MAILS, everything

__all__ = ["authority", "mailbox", "other", "server"]
pytestmark = pytest.mark.slow
ALL = frozenset({"INBOX/7/3", "INBOX/7/5"})
SOON = 30.0
"""Seconds: less than the minute that would be waited otherwise, and more than a busy machine adds."""
IDLES = "IMAP4rev1 MOVE UIDPLUS IDLE"


@pytest.fixture
def script() -> Iterator[Script]:
    with serving(Script(dict(MAILS), capabilities=IDLES)) as serves:
        yield serves


@pytest.fixture
def box(script: Script) -> Iterator[ImapMailbox]:
    with impatient(script, tls=False) as box:
        yield box


def impatient(script: Script, **tls: Any) -> ImapMailbox:
    return ImapMailbox("127.0.0.1", script.port, "os", SecretStr("x"), timeout=1, longest=1, **tls)


def patiently(box: ImapMailbox) -> list[bytes]:
    """Every mail, for somebody who has the time that a busy machine needs."""
    with replace(box, timeout=SOON, longest=2 * SOON) as patient:
        return everything(patient)


def took(started: float) -> float:
    return time.monotonic() - started


def test_a_mail_that_is_there_already_is_not_waited_for(script: Script, box: ImapMailbox) -> None:
    assert box.wait(frozenset({"INBOX/7/3"}), 60)
    assert "IDLE" not in script.commands


@pytest.mark.parametrize("told", [b"* 3 EXISTS\r\n", b"* 1 RECENT\r\n* OK still here\r\n* 3 exists\r\n"])
def test_the_server_tells_when_a_mail_comes(script: Script, box: ImapMailbox, told: bytes) -> None:
    script.told = told
    started = time.monotonic()
    assert box.wait(ALL, 60)
    assert took(started) < SOON
    assert script.commands[-2:] == ["DONE", "LOGOUT"]


def test_a_word_that_comes_before_the_server_says_that_it_idles_counts_too(
    script: Script, box: ImapMailbox
) -> None:
    script.faults["IDLE"] = [b"* 3 EXISTS\r\n+ idling\r\n"]
    started = time.monotonic()
    assert box.wait(ALL, 60)
    assert took(started) < SOON


def test_where_nothing_comes_the_wait_ends_at_its_time(script: Script, box: ImapMailbox) -> None:
    script.told = b"* 3 EXPUNGE\r\n* OK still here\r\n"
    started = time.monotonic()
    assert box.wait(ALL, 0.5)
    assert 0.5 <= took(started) < SOON
    while "DONE" not in script.commands:  # the client is gone before the server has read it
        assert took(started) < SOON
        time.sleep(0.01)


def test_a_server_that_cannot_tell_says_so_at_once(script: Script, box: ImapMailbox) -> None:
    script.capabilities = "IMAP4rev1 MOVE"
    assert not box.wait(ALL, 60)
    assert "IDLE" not in script.commands


@pytest.mark.parametrize(
    "refusal", [b"%TAG% NO not now\r\n", b"%TAG% BAD what\r\n", b"+ idling\r\n%TAG% OK\r\n"]
)
def test_a_server_that_will_not_idle_after_all_is_looked_at_after_a_while(
    script: Script, box: ImapMailbox, refusal: bytes
) -> None:
    script.faults["IDLE"] = [refusal]
    assert not box.wait(ALL, 60)


@pytest.mark.parametrize("fault", [b"+ idling\r\n" + DROP, b"+ idling\r\n" + BYE, DROP, b"%% what" + DROP])
def test_a_line_that_breaks_while_idling_is_told_and_made_again(
    script: Script, box: ImapMailbox, fault: bytes
) -> None:
    script.faults["IDLE"] = [fault]
    started = time.monotonic()
    with pytest.raises(MailboxUnavailable):
        box.wait(ALL, 60)
    assert took(started) < SOON
    del script.faults["IDLE"]
    script.told = b"* 3 EXISTS\r\n"
    assert box.wait(ALL, 60)


@pytest.mark.parametrize("before", [b"", b"+ idling\r\n"])
def test_a_server_that_sends_a_byte_now_and_then_while_idling_is_left(
    script: Script, box: ImapMailbox, before: bytes
) -> None:
    script.faults["IDLE"] = [before + DRIP]
    started = time.monotonic()
    with pytest.raises(MailboxUnavailable, match="langsomt"):
        box.wait(ALL, 0.5)
    assert took(started) < SOON


@pytest.mark.parametrize("step", FETCHING)
def test_a_server_that_sends_a_byte_now_and_then_is_cut_off_and_afterwards_every_mail_comes(
    script: Script, box: ImapMailbox, step: str
) -> None:
    script.faults[step] = [DRIP]
    started = time.monotonic()
    with pytest.raises(MailboxUnavailable):
        everything(box)
    assert took(started) < SOON, "one second is allowed for all of it"
    assert patiently(box) == list(MAILS.values())


def test_a_mail_whose_bytes_drip_is_cut_off_too(script: Script, box: ImapMailbox) -> None:
    script.faults["FETCH"] = [b"* 3 FETCH (UID 3 BODY[]<0> {30000}\r\n" + DRIP]
    started = time.monotonic()
    with pytest.raises(MailboxUnavailable, match="langsomt"):
        everything(box)
    assert took(started) < SOON


@pytest.mark.parametrize("step", ["GREETING", "FETCH"])
def test_over_tls_a_byte_now_and_then_helps_a_server_no_more(authority: TestAuthority, step: str) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    key, certificate = authority.tls_server()
    context.load_cert_chain(certificate, key)
    with serving(Script(dict(MAILS), {step: [DRIP]}), context) as script:
        box = impatient(script, ca_file=authority.root.certificate)
        started = time.monotonic()
        with pytest.raises(MailboxUnavailable):
            everything(box)
        assert took(started) < SOON
        assert patiently(box) == list(MAILS.values())


def test_a_handshake_that_drips_is_given_up(script: Script, authority: TestAuthority) -> None:
    begins_a_record = b"\x16\x03\x03\x3f\xff"
    script.faults["GREETING"] = [begins_a_record + DRIP]
    started = time.monotonic()
    with pytest.raises(MailboxUnavailable):
        everything(impatient(script, ca_file=authority.root.certificate))
    assert took(started) < SOON


def test_a_fetch_that_has_taken_long_ends_with_what_it_has_and_goes_on_next_time(
    script: Script, box: ImapMailbox
) -> None:
    taken = []
    for mail in box.fetch():
        taken.append(mail.raw)
        box.file(mail.key, "done")
        time.sleep(0.6)
    assert taken == [MAILS[3]]
    assert patiently(box) == [MAILS[5]]


def test_a_maildir_tells_nothing(tmp_path: Any) -> None:
    assert not MaildirMailbox(tmp_path).wait(frozenset(), 60)


@needs_dovecot
def test_a_real_server_tells_within_moments(mailbox: ImapMailbox, other: Any) -> None:
    here = frozenset(mail.key for mail in mailbox.fetch())
    assert len(here) == len(ON_DOVECOT)
    later = threading.Timer(0.5, other.append, ("INBOX", b"Subject: ny\r\n\r\nny\r\n"))
    later.start()
    started = time.monotonic()
    assert mailbox.wait(here, 60)
    assert 0.3 < took(started) < 10
    later.join()
    started = time.monotonic()
    assert mailbox.wait(here, 60), "it is there already"
    assert took(started) < 10
