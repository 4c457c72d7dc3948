"""Bounds on what we look at at all, checked before anything is parsed."""

from __future__ import annotations

from adapters.secure_mail.reasons import Reason, Stop

MAX_BYTES = 40_000_000  # Danish mail gateways stop between 20 and 50 MB; base64 adds a third to each layer.
MAX_HEADER_BYTES = 128_000
MAX_FIELD_CHARACTERS = 32_000  # keeps the standard library's quadratic parameter parsing in bounds
MAX_ENCODED_WORDS = 500
MAX_CMS_PART_BYTES = 1_000_000  # recipients, certificates, signers: each some kB in honest mails
MAX_CMS_ELEMENTS = 100_000  # 40 MB in pieces of 1 kB are 30,000; certificates some hundreds
MAX_PARTS = 100
MAX_DEPTH = 10
MAX_LAYERS = 4  # signed, encrypted, signed is the deepest nesting that S/MIME (RFC 8551) describes


def check_size(raw: bytes) -> None:
    """Stop with `too-large` or `header-too-large` before a parser sees the bytes."""
    if len(raw) > MAX_BYTES:
        raise Stop(Reason.TOO_LARGE)


def check_header(block: bytes) -> None:
    """Stop with `header-too-large` when a header block is beyond any honest mail's."""
    if len(block) > MAX_HEADER_BYTES or block.count(b"=?") > 2 * MAX_ENCODED_WORDS:
        raise Stop(Reason.HEADER_TOO_LARGE)
