"""Where mail arrives: an IMAP server or a maildir. Fetching takes nothing away; `file` moves what is done."""

from __future__ import annotations

from adapters.mailbox.imap import ImapMailbox
from adapters.mailbox.incoming import FETCH_BYTES, Folder, Incoming, Mailbox, MailboxUnavailable
from adapters.mailbox.maildir import MaildirMailbox

__all__ = [
    "FETCH_BYTES",
    "Folder",
    "ImapMailbox",
    "Incoming",
    "Mailbox",
    "MailboxUnavailable",
    "MaildirMailbox",
]
