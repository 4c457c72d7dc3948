"""The maildir mailbox: the same promises as IMAP's, on a folder."""

from __future__ import annotations

import mailbox as standard
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.mailbox import MailboxUnavailable, MaildirMailbox

TODAY = datetime.now(UTC).date()
MAILS = [b"Subject: et\r\n\r\nf\xf8rste\r\n", b"Subject: to\n\nanden\n"]
SIZES = {len(mail) for mail in MAILS}


@pytest.fixture
def box(tmp_path: Path) -> MaildirMailbox:
    maildir = standard.Maildir(tmp_path / "mail", create=True)
    for number, mail in enumerate(MAILS):
        name = maildir.add(mail)
        os.utime(tmp_path / "mail" / "new" / name, (1000 + number, 1000 + number))
    return MaildirMailbox(tmp_path / "mail")


def test_mails_come_byte_for_byte_oldest_first_and_stay(box: MaildirMailbox) -> None:
    first = list(box.fetch())
    assert [mail.raw for mail in first] == MAILS
    assert list(box.fetch()) == first


def test_a_key_stays_when_a_mail_reader_marks_the_mail(box: MaildirMailbox) -> None:
    before = [mail.key for mail in box.fetch()]
    new = sorted((box.path / "new").iterdir())
    for file in new:
        file.rename(box.path / "cur" / f"{file.name}:2,S")
    assert [mail.key for mail in box.fetch()] == before


def test_what_is_filed_moves_and_filing_twice_does_no_harm(box: MaildirMailbox) -> None:
    keys = [mail.key for mail in box.fetch()]
    box.file(keys[0], "done")
    box.file(keys[0], "done")
    box.file(keys[1], "quarantine")
    box.file("findes-ikke", "done")
    assert list(box.fetch()) == []
    assert [file.read_bytes() for file in (box.path / ".done/cur").iterdir()] == MAILS[:1]
    assert [file.read_bytes() for file in (box.path / ".quarantine/cur").iterdir()] == MAILS[1:]


def test_what_is_chosen_leaves_the_quarantine_folder_and_the_rest_stays(box: MaildirMailbox) -> None:
    box.take_out(lambda _: True)
    for mail in box.fetch():
        box.file(mail.key, "quarantine")
    box.take_out(lambda raw: raw == MAILS[1])
    assert [file.read_bytes() for file in (box.path / ".done/cur").iterdir()] == MAILS[1:]
    assert [file.read_bytes() for file in (box.path / ".quarantine/cur").iterdir()] == MAILS[:1]


def test_what_is_chosen_is_destroyed_in_both_folders_and_nothing_else(box: MaildirMailbox) -> None:
    """outside: erasure takes the copies in the mailbox too."""
    assert box.destroy(lambda _: True, {TODAY}, SIZES) == 0
    for mail, folder in zip(box.fetch(), ("done", "quarantine"), strict=True):
        box.file(mail.key, folder)
    assert box.destroy(lambda _: True, {TODAY}, {1}) == 0
    assert box.destroy(lambda raw: raw == MAILS[1], {TODAY}, SIZES) == 1
    assert [file.read_bytes() for file in (box.path / ".done/cur").iterdir()] == MAILS[:1]
    assert list((box.path / ".quarantine/cur").iterdir()) == []
    assert box.destroy(lambda _: True, {TODAY}, SIZES) == 1


def test_each_mail_can_be_filed_while_the_others_are_fetched(box: MaildirMailbox) -> None:
    seen = []
    for mail in box.fetch():
        box.file(mail.key, "done")
        seen.append(mail.raw)
    assert seen == MAILS


def test_a_mail_that_vanishes_meanwhile_is_passed_over(box: MaildirMailbox) -> None:
    waiting = box.fetch()
    next(waiting)
    for file in (box.path / "new").iterdir():
        file.unlink()
    assert list(waiting) == []


class Ghostly(MaildirMailbox):
    """A maildir that lists a mail which somebody else takes away before anything is done with it."""

    def _files(self) -> list[Path]:
        return [*super()._files(), self.path / "new" / "væk"]


def test_a_mail_that_is_gone_as_soon_as_it_was_listed_disturbs_nobody(box: MaildirMailbox) -> None:
    ghostly = Ghostly(box.path)
    assert [mail.raw for mail in ghostly.fetch()] == MAILS
    ghostly.file("væk", "done")
    assert [mail.raw for mail in box.fetch()] == MAILS


def test_a_folder_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(MailboxUnavailable, match="findes-ikke"):
        list(MaildirMailbox(tmp_path / "findes-ikke").fetch())
    with pytest.raises(MailboxUnavailable):
        MaildirMailbox(tmp_path / "findes-ikke").file("x", "done")
