from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.pdf_reading import PdfReader


@pytest.fixture(scope="package")
def reader() -> Iterator[PdfReader]:
    with PdfReader() as shared:
        yield shared
