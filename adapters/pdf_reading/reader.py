"""Our side of reading a PDF: hands it to the confined process, and names what that could not read."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from adapters.confined import ConfinedProcess, WorkFailed
from adapters.confined import Limits as ConfinedLimits
from adapters.pdf_reading.content import PdfAnswer, PdfContent, PdfSetup
from domain.errors import MentorError

_ANSWER = msgspec.msgpack.Decoder(PdfAnswer)
_MESSAGES = {
    "broken": "PDF-filen kan ikke læses. Bed afsenderen om at gemme den som PDF igen og sende den på ny.",
    "encrypted": "PDF-filen er låst med en adgangskode. Bed afsenderen om at sende den uden.",
    "limits": "PDF-filen er for stor eller for indviklet at læse. Bed afsenderen om en enklere udgave.",
}


class UnreadablePdf(MentorError):
    """A PDF that is not read. `reason` is `broken`, `encrypted` or `limits`, never content."""

    code = "unreadable-pdf"
    exit_code = 2

    def __init__(self, reason: str) -> None:
        super().__init__(_MESSAGES.get(reason, _MESSAGES["broken"]))
        self.reason = reason if reason in _MESSAGES else "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one PDF may cost. Seconds are wall clock except `processor_seconds`."""

    content_bytes: int = 25_000_000
    memory_bytes: int = 400_000_000
    processor_seconds: int = 5
    seconds: float = 10.0
    pages: int = 100
    characters: int = 400_000
    reads_per_child: int = 200


class PdfReader:
    """Reads PDFs in a confined process; may be shared by threads. Close it, or use `contextlib.closing`.

    `known_pages` are digests (`worker.page_digest`) of pages that print only labels of a form of ours: their
    text is left out, which takes two thirds of the time. What is filled in stands in the fields.
    """

    def __init__(self, limits: Limits | None = None, *, known_pages: frozenset[str] = frozenset()) -> None:
        self._limits = limits or Limits()
        setup = PdfSetup(self._limits.pages, self._limits.characters, known_pages)
        self._setup = msgspec.msgpack.encode(setup)
        confined = ConfinedLimits(
            memory_bytes=self._limits.memory_bytes,
            processor_seconds=self._limits.processor_seconds,
            seconds=self._limits.seconds,
            answer_bytes=self._limits.characters * 16 + 1000,
            requests_per_child=self._limits.reads_per_child,
        )
        self._process = ConfinedProcess("adapters.pdf_reading.worker", _ANSWER.decode, confined)

    def read(self, content: bytes) -> PdfContent:
        """Return what the PDF holds. Raises UnreadablePdf if it is broken, locked or beyond the limits.

        Raises Unavailable if no process can be started to read it.
        """
        if len(content) > self._limits.content_bytes:
            raise UnreadablePdf("limits")
        try:
            answer = self._process.ask(content, self._setup)
        except WorkFailed:
            raise UnreadablePdf("limits") from None
        if answer.content is None:
            raise UnreadablePdf(answer.refused)
        return answer.content

    def close(self) -> None:
        """End the confined process. A later read starts a new one."""
        self._process.close()
