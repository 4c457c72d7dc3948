from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from adapters.documents.published_forms import PUBLISHED_PAGES
from adapters.pdf_reading import PdfReader


@pytest.fixture(scope="package")
def reader() -> Iterator[PdfReader]:
    with closing(PdfReader(known_pages=PUBLISHED_PAGES)) as shared:
        yield shared
