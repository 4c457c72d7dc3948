"""The confined processes of this program: warm from one office to the next, until the program ends.

A watch over the mailbox opens an office for each round; to start both processes anew takes half a second.
"""

from __future__ import annotations

import atexit

from adapters.documents.published_forms import PUBLISHED_PAGES
from adapters.mail_judging import judging_process
from adapters.pdf_reading import PdfReader

JUDGING = judging_process()
READER = PdfReader(known_pages=PUBLISHED_PAGES)
"""Nothing is started before the first mail or PDF."""

atexit.register(JUDGING.close)
atexit.register(READER.close)
