"""The link that signs in, found where its reader finds it: in the mail."""

from __future__ import annotations

import email.policy
import mailbox
import re
import time
from pathlib import Path

from deployments.local_mail import maildir_of

PATIENCE = 20.0


def link_in_mail(maildirs: Path, to: str) -> str:
    """The link in a new mail to that address, as soon as one has come; the mail is taken out of the box."""
    box = mailbox.Maildir(maildir_of(maildirs, to), create=True)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for key in list(box.keys()):
            content = email.message_from_bytes(box.get_bytes(key), policy=email.policy.default)
            if found := re.search(r"http\S+/log-ind/link/\S+", _text_of(content)):
                box.remove(key)
                return found[0]
        time.sleep(0.05)
    raise AssertionError("no mail came")


def _text_of(mail: email.message.EmailMessage) -> str:
    part = mail.get_body(("plain",))
    return str(part.get_content()) if part else ""
