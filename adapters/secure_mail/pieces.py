"""Content that is sent in pieces (BER, X.690 8.7): how many a mail may bring, and putting them together.

asn1crypto does it in quadratic time: thirty seconds for an honest mail of 30 MB in pieces of 1 kB.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from adapters.secure_mail.asn1 import core
from adapters.secure_mail.limits import MAX_CMS_ELEMENTS
from adapters.secure_mail.reasons import Reason, Stop

_CONSTRUCTED, _MANY_OCTETS, _LONG = 0x20, 0x1F, 0x80
_PIECE, _PIECES, _END_MARK = 0x04, 0x24, 0x00


class _Element(NamedTuple):
    """One element: its first octet, where its content begins, and where it ends (None: at an end mark)."""

    identifier: int
    start: int
    end: int | None


def check_elements(encoded: bytes) -> None:
    """Stop with `too-many-parts` beyond the limit, in linear time; what is malformed is for the parser."""
    at, ends, count = 0, [len(encoded)], 0
    try:
        while at < len(encoded):
            count += 1
            if count > MAX_CMS_ELEMENTS:
                raise Stop(Reason.TOO_MANY_PARTS, "cms-pieces")
            element = _element(encoded, at)
            # A false length reaches no further than what it lies in, so that it hides nothing behind it.
            end = ends[-1] if element.end is None else min(element.end, ends[-1])
            at = element.start if element.identifier & _CONSTRUCTED else end
            ends.append(end)
            while ends and at >= ends[-1]:
                ends.pop()
    except IndexError:
        return


def octets(value: Any) -> bytes:
    """The bytes of an OCTET STRING, in one piece or many; stops with `malformed-cms` on anything else inside.

    A value that is not there is None, as asn1crypto has it.
    """
    if not isinstance(value, core.OctetString) or value.method == 0:
        return value.native  # type: ignore[no-any-return]
    contents, pieces, at = value.contents, [], 0
    while at < len(contents):
        identifier, start, end = _element(contents, at)
        if identifier == _PIECE and end is not None:
            pieces.append(contents[start:end])
        elif not (identifier == _PIECES and end is None) and contents[at:start] != b"\0\0":
            raise Stop(Reason.MALFORMED_CMS, "cms-piece-unknown")
        at = start if end is None else end
    return b"".join(pieces)


def _element(data: bytes, at: int) -> _Element:
    """The element that begins at `at`. Raises IndexError where the data ends before its length is told."""
    identifier, at = data[at], at + 1
    if identifier & _MANY_OCTETS == _MANY_OCTETS:
        while data[at] & _LONG:
            at += 1
        at += 1
    size, at = data[at], at + 1
    if size == _LONG:
        return _Element(identifier, at, None)
    if size < _LONG:
        return _Element(identifier, at, at + size)
    start = at + size - _LONG
    return _Element(identifier, start, start + int.from_bytes(data[at:start], "big"))
