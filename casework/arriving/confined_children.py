"""The confined processes of this program: begun by the first mail or PDF, ended with the last who holds them.

An office holds them from its first use of them. The watch over the mailbox, which opens an office for each
round, holds them all the time: to start both anew takes half a second.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from adapters.documents.published_forms import PUBLISHED_PAGES
from adapters.mail_judging import judging_process
from adapters.pdf_reading import PdfReader


class ConfinedChildren:
    """The process that judges mails and the one that reads PDFs. Safe to use from several threads."""

    def __init__(self) -> None:
        self.judging = judging_process()
        self.reader = PdfReader(known_pages=PUBLISHED_PAGES)
        self._lock = threading.Lock()
        self._holders = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep them warm within the block; they end with the last block."""
        with self._lock:
            self._holders += 1
        try:
            yield
        finally:
            with self._lock:
                self._holders -= 1
                last = not self._holders
            if last:
                self.judging.close()
                self.reader.close()


CHILDREN = ConfinedChildren()
