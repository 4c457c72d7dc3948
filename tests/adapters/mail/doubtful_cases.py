"""Mails a person must look at, and mails that are no matter of ours."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import timedelta

from adapters.secure_mail import Reason
from deployments.openssl_mail import split_outer
from tests.adapters.mail.workshop import (
    HELLO,
    NOW,
    OWN,
    PDF,
    TEXT,
    Workshop,
    entity,
    multipart,
    ordinary,
    outer,
)

Build = Callable[[Workshop], bytes]


def _pdf(*objects: bytes) -> Build:
    content = PDF + b"\n".join(objects)
    return lambda shop: shop.protect(ordinary(TEXT, ("Bevilling.pdf", "application/pdf", content)))


def _packed(plain: bytes) -> bytes:
    """An object stream, where a PDF hides its objects compressed."""
    return b"9 0 obj\n<< /Type /ObjStm >>\nstream\n" + zlib.compress(plain) + b"\nendstream\nendobj\n"


def _alone_in_a_container(shop: Workshop) -> bytes:
    return outer() + shop.encrypt(multipart("mixed", shop.sign(HELLO), boundary="yderst"))


def _other_protected_sender(shop: Workshop) -> bytes:
    inner = outer("fremmed@anden.example")
    return shop.wrap(inner + HELLO)


def _encrypted_inside(shop: Workshop) -> bytes:
    """An encrypted attachment inside signed content."""
    return shop.wrap(multipart("mixed", HELLO, shop.encrypt(HELLO), boundary="yderst"))


def _header_line_broken(shop: Workshop) -> bytes:
    return b"Dette er ikke en linje i et brevhoved\r\n" + shop.protect()


def _dated(date: str) -> Build:
    return lambda shop: shop.wrap(f"Date: {date}\r\n".encode() + HELLO)


def _winmail(shop: Workshop) -> bytes:
    return shop.protect(ordinary(TEXT, ("winmail.dat", "application/octet-stream", b"\x78\x9f\x3e\x22")))


QUARANTINED: dict[str, tuple[Reason, Build]] = {
    "signed, not encrypted": (Reason.SIGNED_NOT_ENCRYPTED, lambda shop: outer() + shop.sign(HELLO)),
    "signed, not encrypted, opaque": (
        Reason.SIGNED_NOT_ENCRYPTED,
        lambda shop: outer() + shop.sign(HELLO, "centre", "-nodetach"),
    ),
    "signed part not the root": (Reason.SIGNED_PART_NOT_ROOT, _alone_in_a_container),
    "protected sender differs": (Reason.PROTECTED_HEADER_DIFFERS, _other_protected_sender),
    "two years old": (Reason.DATE_IMPLAUSIBLE, lambda s: s.protect(ordinary(date=NOW - timedelta(days=730)))),
    "from the future": (Reason.DATE_IMPLAUSIBLE, _dated("Mon, 01 Jan 2035 10:00:00 +0000")),
    "date unreadable": (Reason.DATE_IMPLAUSIBLE, _dated("den første i måneden")),
    "nothing in it": (Reason.EMPTY, lambda shop: shop.wrap(entity("text/plain", " \r\n"))),
    "html only": (Reason.EMPTY, lambda shop: shop.wrap(entity("text/html", "<p>Goddag</p>"))),
    "forwarded message": (
        Reason.FORWARDED_MESSAGE,
        lambda shop: shop.wrap(multipart("mixed", HELLO, entity("message/rfc822", ordinary()))),
    ),
    "forwarded message as the whole content": (
        Reason.PROTECTED_HEADER_DIFFERS,
        lambda shop: shop.wrap(entity("message/rfc822", ordinary(sender="borger@anden.example"))),
    ),
    "part of a message": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(entity("message/partial; number=1; total=2; id=a", "x")),
    ),
    "certificate as an attachment": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(multipart("mixed", HELLO, entity("application/pkcs7-signature", "x"))),
    ),
    "openpgp key as an attachment": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(multipart("mixed", HELLO, entity("application/pgp-keys", "x"))),
    ),
    "base64 of an attachment broken": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(entity("application/pdf", "!!!", "Content-Transfer-Encoding: base64")),
    ),
    "two transfer encodings": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(b"Content-Transfer-Encoding: base64\r\n" + HELLO),
    ),
    "winmail.dat": (Reason.TNEF, _winmail),
    "tnef": (Reason.TNEF, lambda shop: shop.wrap(entity("application/ms-tnef", "x"))),
    "pdf with a script": (Reason.ACTIVE_CONTENT, _pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>")),
    "pdf with a script, written in hex": (Reason.ACTIVE_CONTENT, _pdf(b"<< /S /J#61vaScript >>")),
    "pdf with a hidden script": (Reason.ACTIVE_CONTENT, _pdf(_packed(b"<< /S /JavaScript >>"))),
    "pdf that pretends to be in a stream": (
        Reason.ACTIVE_CONTENT,
        _pdf(b"(>> stream\n) << /S /JavaScript >> (endstream)"),
    ),
    "pdf with an escaped object stream": (Reason.PARSER_FAILED, _pdf(b"<< /Type /Obj#53tm >>")),
    "pdf that starts programs": (Reason.ACTIVE_CONTENT, _pdf(b"<< /S /Launch >>")),
    "pdf with files in it": (Reason.ACTIVE_CONTENT, _pdf(b"<< /EmbeddedFiles 3 0 R >>")),
    "pdf with a form that is not its text": (Reason.ACTIVE_CONTENT, _pdf(b"<< /XFA 3 0 R >>")),
    "pdf with a password": (Reason.ATTACHMENT_LOCKED, _pdf(b"trailer << /Encrypt 3 0 R >>")),
    "pdf that unpacks without end": (Reason.PARSER_FAILED, _pdf(_packed(b" " * 30_000_000))),
    "pdf that unpacks in many steps without end": (
        Reason.PARSER_FAILED,
        _pdf(*[_packed(b" " * 9_000_000)] * 3),
    ),
    "broken header line inside": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(b"Dette er ingen linje i et brevhoved\r\n" + HELLO),
    ),
    "pdf that does not unpack": (
        Reason.PARSER_FAILED,
        _pdf(b"9 0 obj << /Type /ObjStm >>\nstream\nxxxxxxxx\nendstream"),
    ),
    "encrypted part inside": (Reason.UNEXPECTED_STRUCTURE, _encrypted_inside),
    "unknown container": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(multipart("digest", HELLO)),
    ),
    "encrypted twice": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: outer() + shop.encrypt(shop.encrypt(shop.sign(HELLO))),
    ),
    "boundary not closed": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(multipart("mixed", HELLO).replace(b"--graense--", b"")),
    ),
    "header line broken": (Reason.UNEXPECTED_STRUCTURE, _header_line_broken),
    "two content types": (
        Reason.UNEXPECTED_STRUCTURE,
        lambda shop: shop.wrap(b"Content-Type: text/html\r\n" + HELLO),
    ),
}


def _report(kind: str, status: bytes) -> bytes:
    returned = entity("text/rfc822-headers", "Message-ID: <vores-1@leverandoer.example>\r\n\r\n")
    parts = (HELLO, entity("message/delivery-status", status), returned)
    report = multipart("report", *parts, parameters=f"; report-type={kind}")
    return outer("MAILER-DAEMON@kommune.example") + report


def _answer(header: str) -> Build:
    return lambda shop: outer(f"Jobcenter <{OWN}>", header) + split_outer(shop.protect())[1]


FAILED = _report(
    "delivery-status", b"Reporting-MTA: dns; mx.example\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"
)
DELAYED = _report("delivery-status", b"Reporting-MTA: dns; mx.example\r\n\r\nAction: delayed\r\n")

IGNORED: dict[str, tuple[Reason, Build]] = {
    "away from the desk": (Reason.AUTO_REPLY, _answer("Auto-Submitted: auto-replied")),
    "old away note": (Reason.AUTO_REPLY, _answer("X-Autoreply: yes")),
    "older away note": (Reason.AUTO_REPLY, _answer("Precedence: auto_reply")),
    "delivery failed": (Reason.DELIVERY_REPORT, lambda _: FAILED),
    "delivery delayed": (Reason.DELIVERY_REPORT, lambda _: DELAYED),
    "read receipt": (Reason.DELIVERY_REPORT, lambda _: _report("disposition-notification", b"")),
}
