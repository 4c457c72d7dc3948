"""Whatever an IMAP server does wrong, at any step: it is told apart from success, and no mail is lost."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest
from pydantic import SecretStr

from adapters.mailbox import ImapMailbox, MailboxUnavailable
from tests.adapters.mail.scripted_imap import BYE, DROP, GARBAGE, SILENCE, Script, serving

pytestmark = pytest.mark.slow

MAILS = {3: b"Subject: et\r\n\r\nen\r\n", 5: b"Subject: to\r\n\r\nto\r\n"}
SECRET = "kun-til-proever"
FAULTS = {
    "drops the line": DROP,
    "says BYE": BYE,
    "talks garbage": GARBAGE + DROP,
    "says garbage and goes on": GARBAGE + b"%TAG% OK done\r\n",
    "says no": b"%TAG% NO not now\r\n",
    "says bad": b"%TAG% BAD what\r\n",
    "breaks off in the middle": b"* 1 FET" + DROP,
    "falls silent": SILENCE,
}
FETCHING = ("GREETING", "CAPABILITY", "LOGIN", "SELECT", "SEARCH", "FETCH")


@pytest.fixture
def script() -> Iterator[Script]:
    with serving(Script(dict(MAILS))) as serves:
        yield serves


@pytest.fixture
def mailbox(script: Script) -> Iterator[ImapMailbox]:
    with ImapMailbox("127.0.0.1", script.port, "os", SecretStr(SECRET), tls=False, timeout=0.5) as box:
        yield box


def everything(mailbox: ImapMailbox) -> list[bytes]:
    return [mail.raw for mail in mailbox.fetch()]


@contextmanager
def patient(mailbox: ImapMailbox) -> Iterator[ImapMailbox]:
    """The same mailbox for what must succeed: a busy machine may take its time to answer."""
    with replace(mailbox, timeout=30) as box:
        yield box


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", FETCHING)
def test_a_fault_while_fetching_is_told_and_afterwards_every_mail_comes(
    script: Script, mailbox: ImapMailbox, step: str, fault: str
) -> None:
    script.faults[step] = [FAULTS[fault]]
    first, told = [], ""
    try:
        first = everything(mailbox)
    except MailboxUnavailable as error:
        told = str(error)
    assert SECRET not in told
    assert first in ([], list(MAILS.values())), "all or nothing, and never other bytes"
    with patient(mailbox) as box:
        assert everything(box) == list(MAILS.values())
    assert script.moved == []


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", ["LIST", "MOVE"])
def test_a_fault_while_filing_is_told_and_filing_again_moves_that_mail_only(
    script: Script, mailbox: ImapMailbox, step: str, fault: str
) -> None:
    with patient(mailbox) as box:
        (first, _) = box.fetch()
        script.faults[step] = [FAULTS[fault]]
        with suppress(MailboxUnavailable):
            mailbox.file(first.key, "done")
        assert set(script.moved) <= {3}
        box.file(first.key, "done")
        assert 3 in script.moved
        assert everything(box) == [MAILS[5]]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", ["LIST", "SELECT", "SEARCH", "FETCH", "MOVE"])
def test_a_fault_while_taking_out_is_told_and_doing_it_again_moves_what_was_chosen_only(
    script: Script, mailbox: ImapMailbox, step: str, fault: str
) -> None:
    script.faults[step] = [FAULTS[fault]]
    try:
        mailbox.take_out(lambda raw: raw == MAILS[5])
    except MailboxUnavailable:
        assert set(script.moved) <= {5}
    script.faults.clear()
    with patient(mailbox) as box:
        box.take_out(lambda raw: raw == MAILS[5])
        assert script.moved == [5]
        assert everything(box) == [MAILS[3]]


def literal(length: int) -> bytes:
    """The answer to a FETCH whose mail is said to have that length."""
    return f"* 3 FETCH (UID 3 BODY[]<0> {{{length}}}\r\n".encode() + MAILS[3] + b")\r\n%TAG% OK done\r\n"


@pytest.mark.parametrize("wrong", [-7, 7, 1000])
def test_a_mail_whose_length_is_told_wrong_is_never_taken_for_the_mail(
    script: Script, mailbox: ImapMailbox, wrong: int
) -> None:
    script.faults["FETCH"] = [literal(len(MAILS[3]) + wrong)]
    with pytest.raises(MailboxUnavailable):
        everything(mailbox)
    assert everything(mailbox) == list(MAILS.values())


def test_a_length_beyond_all_bounds_is_refused_without_making_room_for_it(
    script: Script, mailbox: ImapMailbox
) -> None:
    script.faults["FETCH"] = [literal(3_000_000_000)]
    tracemalloc.start()
    try:
        with pytest.raises(MailboxUnavailable, match="uventet"):
            everything(mailbox)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000_000


def test_a_slow_server_is_waited_for_within_the_time_limit(script: Script, mailbox: ImapMailbox) -> None:
    script.pause = 0.03
    assert everything(mailbox) == list(MAILS.values())


def test_an_inbox_that_does_not_tell_its_validity_is_not_used(script: Script, mailbox: ImapMailbox) -> None:
    script.faults["SELECT"] = [b"* 2 EXISTS\r\n%TAG% OK done\r\n"]
    with pytest.raises(MailboxUnavailable, match="uventet"):
        everything(mailbox)


@pytest.mark.parametrize("fault", FAULTS)
def test_how_a_server_takes_leave_changes_nothing(script: Script, mailbox: ImapMailbox, fault: str) -> None:
    script.faults["LOGOUT"] = [FAULTS[fault]]
    with mailbox:
        assert everything(mailbox) == list(MAILS.values())
    assert everything(mailbox) == list(MAILS.values())


def test_a_server_that_refuses_to_move_what_has_vanished_does_no_harm(
    script: Script, mailbox: ImapMailbox
) -> None:
    (first, _) = mailbox.fetch()
    del script.mails[3]
    script.faults["MOVE"] = [b"%TAG% NO no such message\r\n"]
    mailbox.file(first.key, "done")
    assert everything(mailbox) == [MAILS[5]]


def test_without_move_only_that_very_mail_is_taken_away(script: Script, mailbox: ImapMailbox) -> None:
    script.capabilities = "IMAP4rev1 UIDPLUS"
    mailbox.file("INBOX/7/3", "quarantine")
    assert "UID EXPUNGE 3" in script.commands


def test_what_others_marked_as_deleted_is_never_taken_away(script: Script, mailbox: ImapMailbox) -> None:
    script.capabilities = "IMAP4rev1"
    mailbox.file("INBOX/7/3", "done")
    assert script.commands[-1].startswith("UID STORE 3 +FLAGS")
    assert not [command for command in script.commands if "EXPUNGE" in command]
