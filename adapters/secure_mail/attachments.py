"""Decides by its bytes what an attachment is: PDF, plain text or JSON, and nothing else gets through."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator

from adapters.pdf_reading.active_names import may_open_address
from adapters.secure_mail.active_pdf import is_active
from adapters.secure_mail.file_names import distinct, safe_name
from adapters.secure_mail.judgement import Attachment
from adapters.secure_mail.mime import Part
from adapters.secure_mail.reasons import Reason, Stop

PDF, TEXT, JSON = "application/pdf", "text/plain", "application/json"
_EXTENSIONS = {PDF: ".pdf", TEXT: ".txt", JSON: ".json"}
_UNTOLD = frozenset({"application/octet-stream", "application/x-pdf", "application/force-download"})
_LOCKED = re.compile(rb"/Encrypt\b")
_OBJECT_STREAM = b"/ObjStm"
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_MAX_INFLATED = 20_000_000  # of all object streams of one file together


def attachment(part: Part, number: int, taken: set[str]) -> Attachment:
    """Build the attachment of one part; stops when it is of a foreign type, disguised, locked or active."""
    content = part.content()
    claimed = _claimed(part)
    if claimed not in _EXTENSIONS:
        raise Stop(Reason.ATTACHMENT_TYPE)
    _check_claim(claimed, content)
    if claimed == PDF:
        _check_pdf(content)
    name = safe_name(part.file_name, number, _EXTENSIONS[claimed])
    return Attachment(distinct(name, taken), claimed, content)


def _claimed(part: Part) -> str:
    """What the part says it is; where its type says nothing its name counts, and the two must agree."""
    name = safe_name(part.file_name, 0, "").lower()
    by_name = next((kind for kind, end in _EXTENSIONS.items() if name.endswith(end)), None)
    if part.media_type in _UNTOLD:
        return by_name or part.media_type
    if part.file_name and "." in name and by_name != part.media_type:
        raise Stop(Reason.ATTACHMENT_DISGUISED if by_name else Reason.ATTACHMENT_TYPE)
    return part.media_type


def _check_claim(claimed: str, content: bytes) -> None:
    if claimed == PDF:
        fits = content.startswith(b"%PDF-")
    elif claimed == TEXT:
        fits = b"\x00" not in content and not content.startswith((b"%PDF-", b"MZ", b"PK\x03\x04"))
    else:
        fits = _is_json_object(content)
    if not fits:
        raise Stop(Reason.ATTACHMENT_DISGUISED)


def _is_json_object(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except (ValueError, RecursionError):
        return False


def _check_pdf(content: bytes) -> None:
    """A first look at the file's own names; the reader that takes the data out has limits of its own."""
    plains = []
    for text in (content, *_object_streams(content)):
        plain = _HEX_NAME.sub(lambda found: bytes([int(found.group(1), 16)]), text)
        if plain.count(_OBJECT_STREAM) != text.count(_OBJECT_STREAM):
            raise Stop(Reason.PARSER_FAILED, "pdf-names-escaped")
        if _LOCKED.search(plain):
            raise Stop(Reason.ATTACHMENT_LOCKED)
        if is_active(plain):
            raise Stop(Reason.ACTIVE_CONTENT)
        plains.append(plain)
    if may_open_address(*plains) and _is_followed_active(content):
        raise Stop(Reason.ACTIVE_CONTENT)


def _is_followed_active(content: bytes) -> bool:
    # Here, so that only the process that judges mails carries a parser; it loaded it before it was confined.
    from pypdf import PdfReader

    from adapters.pdf_reading.worker import is_active as follow

    return follow(PdfReader(io.BytesIO(content)))


def _object_streams(content: bytes) -> Iterator[bytes]:
    """The objects that are packed away compressed, unpacked within bounds."""
    position, room = content.find(_OBJECT_STREAM), _MAX_INFLATED
    while position >= 0:
        start = content.find(b"stream", position)
        end = content.find(b"endstream", start)
        if start < 0 or end < 0:
            raise Stop(Reason.PARSER_FAILED, "pdf-stream-not-closed")
        plain = _inflated(content[start + len(b"stream") : end].lstrip(b"\r\n"), room)
        yield plain
        room -= len(plain)
        position = content.find(_OBJECT_STREAM, end)


def _inflated(packed: bytes, room: int) -> bytes:
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(packed, max(room, 1))
    except zlib.error:
        raise Stop(Reason.PARSER_FAILED, "pdf-object-stream") from None
    if inflater.unconsumed_tail:
        raise Stop(Reason.PARSER_FAILED, "pdf-inflates-too-far")
    return plain
