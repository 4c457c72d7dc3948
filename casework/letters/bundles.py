"""A letter to the citizen with its enclosures, kept as one: the letter first, then what it encloses."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP


def bundled(letter: bytes, enclosures: Sequence[tuple[str, str, bytes]]) -> bytes:
    """One sealed piece of the letter's PDF and its enclosures (file name, media type, content)."""
    message = EmailMessage(policy=SMTP)
    message.make_mixed()
    for name, media_type, content in (("brev.pdf", "application/pdf", letter), *enclosures):
        major, _, minor = media_type.partition("/")
        message.add_attachment(content, maintype=major, subtype=minor, filename=name)
    return message.as_bytes()


def unbundled(bundle: bytes) -> list[bytes]:
    """The letter and its enclosures, in order."""
    parts = BytesParser(policy=SMTP).parsebytes(bundle).iter_attachments()
    return [content for part in parts if isinstance(content := part.get_content(), bytes)]
