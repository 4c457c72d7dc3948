"""What the judge hands back: plain values, free of any object of a cryptography library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from adapters.partners import Partner
from adapters.secure_mail.reasons import Reason, Verdict

RETIRED_KEY = "opened-with-retired-key"
"""The remark on a mail encrypted to a certificate of ours that a newer one has replaced."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment of the signed content: sanitised name, media type by content, decoded bytes."""

    name: str
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """Hash of the decoded bytes, lower-case hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Signer:
    """The certificate behind a signature that verified; `partner` only where it is pinned to the sender."""

    subject: str
    serial: str
    sha256: str
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Protection:
    """Which protection the mail carried; algorithm names like `aes-256-gcm`, `rsa-oaep-sha256`, `sha256`."""

    encrypted: bool = False
    cipher: str | None = None
    key_transport: str | None = None
    signed: bool = False
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one mail with its single reason.

    `attachments` and `text` are filled only where the verdict is `accepted` or `duplicate`: what nobody
    vouched for is not handed on. `content_sha256` is the hash of the decrypted signed content, `problems` are
    codes without personal data, `bounced_message_id` is the Message-ID a delivery report says did not arrive,
    `certificate` is the one behind the signature, as DER.
    """

    verdict: Verdict
    reason: Reason
    signer: Signer | None = None
    protection: Protection = Protection()
    attachments: tuple[Attachment, ...] = ()
    text: str = field(default="", repr=False)
    content_sha256: str | None = None
    message_id: str | None = None
    problems: tuple[str, ...] = ()
    partner: Partner | None = None
    bounced_message_id: str | None = None
    certificate: bytes | None = field(default=None, repr=False)

    @property
    def text_sha256(self) -> str:
        """Hash of the innermost text as UTF-8 with LF line ends, lower-case hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()
