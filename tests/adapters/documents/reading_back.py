"""What a reader, a screen reader and an archive find in a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from adapters.documents import RenderedDocument


def opened(document: RenderedDocument) -> PdfReader:
    """The PDF, parsed."""
    return PdfReader(io.BytesIO(document.content))


def pages(document: RenderedDocument) -> list[str]:
    """The text of each page on one line, as words with single spaces."""
    return [" ".join(page.extract_text().split()) for page in opened(document).pages]


def text(document: RenderedDocument) -> str:
    """The text of all pages."""
    return " ".join(pages(document))


def alternative_texts(document: RenderedDocument) -> list[str]:
    """Every alternative text in the structure tree."""
    root = opened(document).trailer["/Root"]
    return [str(node["/Alt"]) for node in _nodes(root["/StructTreeRoot"]) if "/Alt" in node]


def roles(document: RenderedDocument) -> set[str]:
    """Every structure type a screen reader is told of."""
    root = opened(document).trailer["/Root"]
    return {str(node["/S"]) for node in _nodes(root["/StructTreeRoot"]) if "/S" in node}


def _nodes(item: PdfObject | None) -> Iterator[DictionaryObject]:
    item = item.get_object() if isinstance(item, IndirectObject) else item
    if isinstance(item, ArrayObject):
        for child in item:
            yield from _nodes(child)
    elif isinstance(item, DictionaryObject):
        yield item
        if "/K" in item:
            yield from _nodes(item["/K"])
