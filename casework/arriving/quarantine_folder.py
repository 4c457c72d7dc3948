"""A mail that was decided about leaves the mailbox's quarantine folder, whoever decided it."""

from __future__ import annotations

from collections import Counter

from adapters.mailbox import Mailbox
from casework.office import Office


def take_out_decided(office: Office, mailbox: Mailbox) -> None:
    """Move the copies of mails that are in quarantine no more to `done`. Raises MailboxUnavailable.

    A copy is known by its bytes, since not every server tells its number in the folder. One that somebody has
    taken away by hand is forgotten.
    """
    decided = office.quarantine_folder.decided()
    if not decided:
        return
    wanted = Counter(digest for _, digest in decided)

    def chosen(raw: bytes) -> bool:
        digest = office.quarantine_folder.digest(raw)
        wanted[digest] -= 1
        return wanted[digest] >= 0

    mailbox.take_out(chosen)
    office.quarantine_folder.left(mail_id for mail_id, _ in decided)
