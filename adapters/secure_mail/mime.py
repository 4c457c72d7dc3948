"""A MIME reader that keeps every byte as it stands, because signatures are over bytes and not over meanings.

The standard library's parser repairs what it reads; this one refuses instead. It reads lazily: a part's
children are looked for only when somebody asks.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cached_property

from adapters.secure_mail.limits import MAX_DEPTH, MAX_FIELD_CHARACTERS, MAX_PARTS, check_header
from adapters.secure_mail.reasons import Reason, Stop

BROKEN = ""  # stands for the name of a header line that has none
_HEADER_END = re.compile(rb"(?:\A|\r?\n)\r?\n")
_FOLD = re.compile(r"\r?\n(?=[ \t])")
_LINE_END = re.compile(r"\r?\n")
_NAME = re.compile(r"[!-9;-~]+")
_BOUNDARY = re.compile(r"[ -~]{1,70}")


@dataclass(frozen=True)
class Headers:
    """The header fields of one part in their order: lower-case names, unfolded values."""

    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> list[str]:
        """Every value of that field, in order."""
        return [value for key, value in self.fields if key == name]

    @property
    def broken(self) -> bool:
        """Whether some line of the header is no header field."""
        return bool(self.all(BROKEN))

    def one(self, name: str) -> str | None:
        """The value of a field that may stand once; stops with `unexpected-structure` if it stands twice."""
        values = self.all(name)
        if len(values) > 1:
            raise Stop(Reason.UNEXPECTED_STRUCTURE, f"header-twice:{name}")
        return values[0] if values else None


@dataclass(frozen=True)
class Part:
    """One MIME entity: its exact bytes, its headers, and its body still in transfer encoding."""

    raw: bytes
    headers: Headers
    body: bytes
    depth: int

    @cached_property
    def _described(self) -> Message:
        described = Message()
        for name in ("content-type", "content-disposition"):
            if value := self.headers.one(name):
                described[name] = value
        return described

    @cached_property
    def media_type(self) -> str:
        """Lower-case media type; text/plain where none is given, as RFC 2045 says."""
        return self._described.get_content_type()

    @cached_property
    def disposition(self) -> str | None:
        """`inline`, `attachment`, another word, or None."""
        return self._described.get_content_disposition()

    @cached_property
    def file_name(self) -> str | None:
        """The name as sent (RFC 2231 decoded, RFC 2047 not yet), never safe to use as a path."""
        return self._described.get_filename()

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, empty if it is not there."""
        value = self._described.get_param(name, "")
        return value[2] if isinstance(value, tuple) else str(value)

    def children(self) -> tuple[Part, ...]:
        """The parts of a multipart; stops with `unexpected-structure` when the boundaries do not add up."""
        if not self.media_type.startswith("multipart/"):
            return ()
        if self.depth >= MAX_DEPTH:
            raise Stop(Reason.TOO_DEEP)
        pieces = list(_pieces(self.body, self.parameter("boundary")))
        return tuple(read(piece, self.depth + 1) for piece in pieces)

    def content(self) -> bytes:
        """The body without its transfer encoding; stops when base64 is broken. Unknown encodings stay raw."""
        encoding = (self.headers.one("content-transfer-encoding") or "7bit").strip().lower()
        if encoding == "base64":
            return decode_base64(self.body)
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        return self.body


def read(raw: bytes, depth: int = 0) -> Part:
    """Split one entity into headers and body; a header line that is none is kept under the name BROKEN."""
    end = _HEADER_END.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    check_header(head)
    return Part(raw, Headers(tuple(_fields(head))), body, depth)


def decode_base64(body: bytes) -> bytes:
    """Strict base64 over several lines; stops with `unexpected-structure` on anything else."""
    try:
        return binascii.a2b_base64(body.translate(None, b" \t\r\n"), strict_mode=True)
    except binascii.Error:
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "base64-broken") from None


def walk(part: Part) -> Iterator[Part]:
    """The part and all below it, depth first; stops with `too-many-parts` beyond the limit."""
    waiting, seen = [part], 0
    while waiting:
        seen += 1
        if seen > MAX_PARTS:
            raise Stop(Reason.TOO_MANY_PARTS)
        current = waiting.pop()
        yield current
        waiting.extend(reversed(current.children()))


def _fields(head: bytes) -> Iterator[tuple[str, str]]:
    for line in filter(None, _LINE_END.split(_FOLD.sub("", _text(head)))):
        if len(line) > MAX_FIELD_CHARACTERS:
            raise Stop(Reason.HEADER_TOO_LARGE)
        name, colon, value = line.partition(":")
        well_formed = colon and _NAME.fullmatch(name.rstrip(" \t"))
        yield (name.strip().lower(), value.strip()) if well_formed else (BROKEN, "")


def _text(head: bytes) -> str:
    """Header bytes as text: UTF-8 where it is that, else one character per byte so that nothing is lost."""
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _pieces(body: bytes, boundary: str) -> Iterator[bytes]:
    if not _BOUNDARY.fullmatch(boundary):
        raise Stop(Reason.UNEXPECTED_STRUCTURE, "boundary-missing")
    delimiter = re.compile(rb"\n--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*\r?(?:\n|\Z)")
    text, position, start, count = b"\n" + body, 0, -1, 0
    while found := delimiter.search(text, position):
        if start >= 0:
            yield text[start : max(start, _before(text, found.start()))]
        if found.group(1):
            return
        start, position, count = found.end(), found.end() - 1, count + 1
        if count > MAX_PARTS:
            raise Stop(Reason.TOO_MANY_PARTS)
    raise Stop(Reason.UNEXPECTED_STRUCTURE, "boundary-not-closed")


def _before(text: bytes, newline: int) -> int:
    """Where the line end that belongs to the delimiter begins: CRLF or bare LF."""
    return newline - 1 if text[newline - 1 : newline] == b"\r" else newline
