"""The judge's own worker, but a mail with a certain subject does harm that no real one does so easily."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from adapters.mail_judging import worker
from adapters.partners import Partner
from adapters.secure_mail import Attachment, Judgement, Reason, Signer, Verdict

NOBODY = Partner("Nogen", "kommune-x", "nogen@anden.example", "99999999", ("x.pem",), "nogen@anden.example")
PAPER = Attachment("bilag.txt", "text/plain", b"hej")
FORGED = {
    b"partner": Judgement(
        Verdict.ACCEPTED, Reason.ACCEPTED, Signer("x", "1", "ab"), content_sha256="ab", partner=NOBODY
    ),
    b"unsigned": Judgement(Verdict.ACCEPTED, Reason.ACCEPTED, content_sha256="ab"),
    b"verdict": Judgement(Verdict.ACCEPTED, Reason.BAD_SIGNATURE),
    b"duplicate": Judgement(Verdict.DUPLICATE, Reason.SEEN_BEFORE),
    b"text": Judgement(Verdict.REJECTED, Reason.BAD_SIGNATURE, text="Bilag"),
    b"paper": Judgement(Verdict.REJECTED, Reason.BAD_SIGNATURE, attachments=(PAPER,)),
}


def prepare(setup: bytes) -> Callable[[bytes], bytes]:
    """As the judge's own, but for mails that name a deed."""
    examined = worker.prepare(setup)

    def work(request: bytes) -> bytes:
        raw = msgspec.msgpack.decode(request, type=worker.Mail).raw
        deed = raw.removeprefix(b"Subject: ").strip()
        if deed in FORGED:
            return msgspec.msgpack.encode(FORGED[deed])
        return _DOING[deed](raw) if deed in _DOING else examined(request)

    return work


def harmful(deed: bytes) -> bytes:
    """A mail that makes the worker do it."""
    return b"Subject: " + deed + b"\r\n\r\n"


def _hang(_raw: bytes) -> bytes:
    time.sleep(60)
    return b""


def _die(_raw: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def _eat(_raw: bytes) -> bytes:
    return b"x" * 4_000_000_000


def _drivel(_raw: bytes) -> bytes:
    return b"\x93\x01"


def _something_else(_raw: bytes) -> bytes:
    return msgspec.msgpack.encode({"verdict": "accepted", "at": datetime(2026, 3, 2, tzinfo=UTC)})


DEEDS = {b"hang": "time", b"die": "ended", b"eat": "ended", b"drivel": "nonsense", b"other": "nonsense"}
"""What a mail can make the worker do, and as what that is told."""
_DOING: dict[bytes, Callable[[bytes], bytes]] = {
    b"hang": _hang,
    b"die": _die,
    b"eat": _eat,
    b"drivel": _drivel,
    b"other": _something_else,
}
