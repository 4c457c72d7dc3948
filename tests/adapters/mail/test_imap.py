"""The IMAP mailbox against a real Dovecot: byte-exact, nothing taken away, nothing lost when it breaks."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from imapclient import IMAPClient
from pydantic import SecretStr

from adapters.mailbox import ImapMailbox, MailboxUnavailable, imap
from domain.errors import InvalidInput
from tests.adapters.mail.dovecot import PASSWORD, USER, Dovecot
from tests.adapters.mail.dovecot_mailbox import MAILS, authority, mailbox, needs_dovecot, other, server

__all__ = ["authority", "mailbox", "other", "server"]


def _in(reader: Any, folder: str) -> list[bytes]:
    reader.select_folder(folder)
    found = reader.fetch(reader.search(), ["BODY.PEEK[]"])
    return [found[uid][b"BODY[]"] for uid in sorted(found)]


@needs_dovecot
def test_mails_come_byte_for_byte_oldest_first_and_stay(mailbox: ImapMailbox, other: Any) -> None:
    first, again = list(mailbox.fetch()), list(mailbox.fetch())
    assert [mail.raw for mail in first] == MAILS
    assert first == again
    assert len({mail.key for mail in first}) == 3
    assert all(mail.key.startswith("INBOX/") for mail in first)
    other.select_folder("INBOX")
    assert other.search("UNSEEN") == other.search()


@needs_dovecot
def test_what_is_filed_moves_and_filing_twice_does_no_harm(mailbox: ImapMailbox, other: Any) -> None:
    keys = [mail.key for mail in mailbox.fetch()]
    mailbox.file(keys[0], "done")
    mailbox.file(keys[1], "quarantine")
    mailbox.file(keys[1], "quarantine")
    assert _in(other, "done") == [MAILS[0]]
    assert _in(other, "quarantine") == [MAILS[1]]
    assert [mail.raw for mail in mailbox.fetch()] == [MAILS[2]]


@needs_dovecot
def test_what_is_chosen_leaves_the_quarantine_folder_and_the_rest_stays(
    mailbox: ImapMailbox, other: Any
) -> None:
    mailbox.take_out(lambda _: True)
    keys = [mail.key for mail in mailbox.fetch()]
    for key in keys[:2]:
        mailbox.file(key, "quarantine")
    mailbox.take_out(lambda raw: raw == MAILS[1])
    assert _in(other, "done") == [MAILS[1]]
    assert _in(other, "quarantine") == [MAILS[0]]
    mailbox.file(keys[2], "done")
    assert _in(other, "INBOX") == []


@needs_dovecot
def test_what_is_chosen_of_a_day_is_destroyed_in_both_folders(mailbox: ImapMailbox, other: Any) -> None:
    """outside: erasure takes the copies in the mailbox too, found by day and bytes."""
    today = datetime.now(UTC).date()
    sizes = {len(mail) for mail in MAILS}
    keys = [mail.key for mail in mailbox.fetch()]
    mailbox.file(keys[0], "done")
    mailbox.file(keys[1], "quarantine")
    assert mailbox.destroy(lambda _: True, {today - timedelta(days=30)}, sizes) == 0
    assert mailbox.destroy(lambda _: True, set(), sizes) == 0
    assert mailbox.destroy(lambda _: True, {today}, {1}) == 0
    assert mailbox.destroy(lambda raw: raw == MAILS[0], {today, today - timedelta(days=1)}, sizes) == 1
    assert (_in(other, "done"), _in(other, "quarantine")) == ([], [MAILS[1]])
    assert [mail.raw for mail in mailbox.fetch()] == MAILS[2:]
    assert mailbox.destroy(lambda _: True, {today}, sizes) == 1
    assert _in(other, "quarantine") == []


@needs_dovecot
def test_the_inbox_is_selected_again_when_taking_out_fails(mailbox: ImapMailbox, other: Any) -> None:
    key = next(iter(mailbox.fetch())).key
    mailbox.file(key, "quarantine")

    def fails(_: bytes) -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mailbox.take_out(fails)
    assert [mail.raw for mail in mailbox.fetch()] == MAILS[1:]
    assert _in(other, "quarantine") == MAILS[:1]


@needs_dovecot
def test_a_folder_that_somebody_deleted_is_made_again(mailbox: ImapMailbox, other: Any) -> None:
    keys = [mail.key for mail in mailbox.fetch()]
    mailbox.file(keys[0], "done")
    other.select_folder("INBOX")
    other.delete_folder("done")
    mailbox.file(keys[1], "done")
    assert _in(other, "done") == [MAILS[1]]


@needs_dovecot
def test_each_mail_can_be_filed_while_the_others_are_fetched(mailbox: ImapMailbox, other: Any) -> None:
    for mail in mailbox.fetch():
        mailbox.file(mail.key, "done")
    assert _in(other, "done") == MAILS
    assert _in(other, "INBOX") == []


@needs_dovecot
def test_a_server_without_move_files_all_the_same(
    mailbox: ImapMailbox, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    knows: Any = IMAPClient.has_capability
    monkeypatch.setattr(
        IMAPClient, "has_capability", lambda client, name: name != "MOVE" and knows(client, name)
    )
    key = next(iter(mailbox.fetch())).key
    mailbox.file(key, "done")
    assert _in(other, "done") == [MAILS[0]]
    assert _in(other, "INBOX") == MAILS[1:]


@needs_dovecot
def test_a_mail_that_vanishes_meanwhile_is_passed_over(mailbox: ImapMailbox, other: Any) -> None:
    waiting = mailbox.fetch()
    first = next(waiting)
    other.select_folder("INBOX")
    other.delete_messages(other.search()[:2])
    other.expunge()
    assert [mail.raw for mail in waiting] == MAILS[2:]
    mailbox.file(first.key, "done")
    assert not other.folder_exists("done") or _in(other, "done") == []


@needs_dovecot
def test_a_renumbered_inbox_moves_nothing_by_an_old_number(
    mailbox: ImapMailbox, other: Any, server: Dovecot
) -> None:
    old = list(mailbox.fetch())
    mailbox.close()
    server.renumber()
    new = list(mailbox.fetch())
    assert {mail.key for mail in old}.isdisjoint(mail.key for mail in new)
    assert sorted(mail.raw for mail in new) == sorted(MAILS)
    mailbox.file(old[0].key, "done")
    assert len(list(mailbox.fetch())) == 3


@needs_dovecot
def test_a_connection_that_breaks_is_told_and_made_again(mailbox: ImapMailbox, other: Any) -> None:
    waiting = mailbox.fetch()
    first = next(waiting)
    mailbox._client.socket().shutdown(socket.SHUT_RDWR)
    with pytest.raises(MailboxUnavailable):
        mailbox.file(first.key, "done")
    mailbox.file(first.key, "done")
    assert [mail.raw for mail in mailbox.fetch()] == MAILS[1:]


@needs_dovecot
def test_a_mail_beyond_all_bounds_is_cut_but_comes(
    mailbox: ImapMailbox, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imap, "_PARTIAL", "BODY.PEEK[]<0.100>")
    assert [mail.raw for mail in mailbox.fetch()] == [mail[:100] for mail in MAILS]


@needs_dovecot
@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": SecretStr("forkert")}, "adgangskode"),
        ({"ca_file": None}, "certifikatet"),
        ({"port": 1}, "forbindelse"),
    ],
)
def test_what_is_wrong_is_told_without_names(
    mailbox: ImapMailbox, changed: dict[str, Any], told: str
) -> None:
    with pytest.raises(MailboxUnavailable, match=told) as caught:
        list(replace(mailbox, **changed).fetch())
    assert USER not in caught.value.message
    assert PASSWORD not in caught.value.message
    assert caught.value.exit_code == 4


def test_a_server_that_says_nothing_is_given_up(free_port: int) -> None:
    with socket.create_server(("127.0.0.1", free_port)):
        silent = ImapMailbox("127.0.0.1", free_port, USER, SecretStr("x"), tls=False, timeout=0.3)
        with pytest.raises(MailboxUnavailable, match="svarer ikke"):
            list(silent.fetch())


def test_tls_cannot_be_switched_off_for_another_machine() -> None:
    with pytest.raises(InvalidInput, match="tls"):
        ImapMailbox("mail.leverandoer.example", 143, USER, SecretStr("x"), tls=False)


def test_the_password_is_in_no_printed_form() -> None:
    box = ImapMailbox("mail.leverandoer.example", 993, USER, SecretStr(PASSWORD), Path("ca.pem"))
    assert PASSWORD not in repr(box)
