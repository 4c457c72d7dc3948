"""Attachments that are rejected: foreign types, and files that are not what they claim to be."""

from __future__ import annotations

from collections.abc import Callable

from adapters.secure_mail import Reason
from tests.adapters.mail.workshop import PDF, TEXT, Workshop, entity, ordinary

Build = Callable[[Workshop], bytes]
_BASE64 = "Content-Transfer-Encoding: base64"
_EXE = b"MZ\x90\x00\x03"
_ZIP = b"PK\x03\x04"


def _attached(name: str, media_type: str, content: bytes) -> Build:
    return lambda shop: shop.protect(ordinary(TEXT, (name, media_type, content)))


REJECTED_ATTACHMENTS: dict[str, tuple[Reason, Build]] = {
    "program named pdf": (Reason.ATTACHMENT_DISGUISED, _attached("a.pdf", "application/pdf", _EXE)),
    "zip called text": (Reason.ATTACHMENT_DISGUISED, _attached("a.txt", "text/plain", _ZIP)),
    "pdf called text": (Reason.ATTACHMENT_DISGUISED, _attached("a.txt", "application/octet-stream", PDF)),
    "pdf under a text's name": (Reason.ATTACHMENT_DISGUISED, _attached("a.txt", "application/pdf", PDF)),
    "json that is none": (Reason.ATTACHMENT_DISGUISED, _attached("a.json", "application/json", b"{")),
    "program": (Reason.ATTACHMENT_TYPE, _attached("a.exe", "application/octet-stream", _EXE)),
    "double ending": (Reason.ATTACHMENT_TYPE, _attached("a.pdf.exe", "application/pdf", PDF)),
    "right-to-left override": (
        Reason.ATTACHMENT_TYPE,
        _attached("a\u202efdp.exe", "application/octet-stream", _EXE),
    ),
    "zip": (Reason.ATTACHMENT_TYPE, _attached("a.zip", "application/zip", _ZIP)),
    "calendar": (Reason.ATTACHMENT_TYPE, lambda shop: shop.wrap(entity("text/calendar", "BEGIN:VCALENDAR"))),
    "picture by itself": (
        Reason.ATTACHMENT_TYPE,
        lambda shop: shop.wrap(entity("image/png", "iVBORw0KGgo=", _BASE64)),
    ),
}
