"""The ledger of inbound mail: every mail ever fetched, and its fate."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.columns import Instant
from models.tables.courses import CasebookTable


class MailRow(CasebookTable, table=True):
    """One inbound mail. It has no fate while `fate` is empty.

    `mailbox_key` says where it was fetched from, `raw_digest`, `content_digest` and `message_digest` are
    keyed digests that recognise it again. What came is sealed under the mail's own key `key_id`, and so is
    what a person `said` when she decided about it. `controller` is whose it is, once that is known.
    """

    __tablename__ = "mail"
    __table_args__: ClassVar[Any] = (
        UniqueConstraint("mailbox_key", "raw_digest"),
        Index(
            "mail_unsettled",
            "received_at",
            sqlite_where=Column("fate") == "",
            postgresql_where=Column("fate") == "",
        ),
        Index(
            "mail_quarantined",
            "received_at",
            sqlite_where=Column("fate") == "quarantined",
            postgresql_where=Column("fate") == "quarantined",
        ),
        Index("mail_received", "received_at", "id"),
    )

    id: str = Field(primary_key=True)
    mailbox_key: str
    key_id: str
    received_at: datetime = Field(sa_type=Instant)
    size: int
    raw_digest: bytes = Field(sa_type=LargeBinary)
    content_digest: bytes | None = Field(default=None, sa_type=LargeBinary, index=True)
    message_digest: bytes | None = Field(default=None, sa_type=LargeBinary, index=True)
    verdict: str = ""
    reason: str = ""
    fate: str = ""
    duplicate_of: str | None = Field(default=None, foreign_key="mail.id")
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    remarks: str = ""
    decided_by: str = ""
    controller: str = ""
    said: bytes | None = Field(default=None, sa_type=LargeBinary)
    settled_at: datetime | None = Field(default=None, sa_type=Instant)


class SealedMailRow(CasebookTable, table=True):
    """The mail as it came, sealed. Apart from its line, which SQLite writes anew whole when it changes."""

    __tablename__ = "sealed_mail"

    mail_id: str = Field(primary_key=True, foreign_key="mail.id")
    raw: bytes = Field(sa_type=LargeBinary)


class QuarantinedCopyRow(CasebookTable, table=True):
    """A mail whose copy lies in the mailbox's quarantine folder, until it is taken out of it."""

    __tablename__ = "quarantined_copy"

    mail_id: str = Field(primary_key=True, foreign_key="mail.id")


class CertificateAnswerRow(CasebookTable, table=True):
    """What an issuer's responder said of the certificate behind a mail; nothing in it is personal.

    `certificate` is the SHA-256 of the certificate in hex, `content` the answer as it came, where one came.
    """

    __tablename__ = "certificate_answer"

    mail_id: str = Field(primary_key=True, foreign_key="mail.id")
    asked_at: datetime = Field(primary_key=True, sa_type=Instant)
    certificate: str = Field(index=True)
    responder: str
    status: str
    until: datetime | None = Field(default=None, sa_type=Instant)
    content: bytes = Field(sa_type=LargeBinary)
