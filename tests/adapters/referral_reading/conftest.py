from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from adapters.pdf_reading import PdfReader


@pytest.fixture(scope="package")
def reader() -> Iterator[PdfReader]:
    with closing(PdfReader()) as shared:
        yield shared
