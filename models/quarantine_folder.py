"""Which mails have a copy in the mailbox's quarantine folder: what is decided about leaves it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select, text

from models.database import Database
from models.keyring import Keyring
from models.mails import Fate
from models.statements import Statement, table_of
from models.tables.mail import MailRow, QuarantinedCopyRow

_COPIES, _MAILS = table_of(QuarantinedCopyRow), table_of(MailRow)
_PUT = Statement(text("INSERT INTO quarantined_copy (mail_id) VALUES (:mail) ON CONFLICT DO NOTHING"))
_DECIDED = Statement(
    select(_MAILS.c.id, _MAILS.c.raw_digest)
    .join(_COPIES, _COPIES.c.mail_id == _MAILS.c.id)
    .where(_MAILS.c.fate != Fate.QUARANTINED.value)
    .order_by(_MAILS.c.id)
)
_LEFT = Statement(delete(_COPIES).where(_COPIES.c.mail_id == bindparam("mail")))


def raw_digest(keyring: Keyring, raw: bytes) -> bytes:
    """What a mail's bytes are recognised by in the ledger."""
    return keyring.digest("mail-raw", hashlib.sha256(raw).hexdigest())


class QuarantineFolder:
    """Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def put(self, mail_id: str) -> None:
        """The mail is about to be moved there. Said before it is, so that a crash hides no copy."""
        with self._database.begin() as transaction:
            transaction.change(_PUT, mail=mail_id)

    def decided(self) -> list[tuple[str, bytes]]:
        """Id and digest of the mails that lie there though they are in quarantine no more."""
        with self._database.read() as transaction:
            return [(str(mail_id), bytes(digest)) for mail_id, digest in transaction.all(_DECIDED)]

    def left(self, mail_ids: Iterable[str]) -> None:
        """These mails lie there no more."""
        with self._database.begin() as transaction:
            for mail_id in mail_ids:
                transaction.change(_LEFT, mail=mail_id)

    def digest(self, raw: bytes) -> bytes:
        """What `decided` gives for a mail with these bytes."""
        return raw_digest(self._keyring, raw)
