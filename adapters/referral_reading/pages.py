"""Joins a document's pages into one text, so that a value may run on over a page break."""

from __future__ import annotations

import re
from collections import Counter

PAGE_BREAK = "\f"
_EDGE_LINES = 3
_PAGE_NUMBER = re.compile(r"(?:side|s\.)?\s*\d+\s*(?:(?:af|/|-)\s*\d+)?", re.IGNORECASE)


def joined(text: str) -> str:
    """`text` without page breaks, page numbers and the head and foot that pages repeat."""
    pages = [page.strip("\n").split("\n") for page in text.split(PAGE_BREAK)]
    if len(pages) == 1:
        return text
    repeated = _repeated(pages)
    kept = (_without_edges(page, repeated) for page in pages)
    return "\n".join("\n".join(page) for page in kept if page)


def _repeated(pages: list[list[str]]) -> set[str]:
    """Lines near the edge of more than one page, alike but for their numbers."""
    edges = Counter(key for page in pages for key in {_alike(page[at]) for at in _edges(page)})
    return {key for key, pages_with in edges.items() if pages_with > 1}


def _edges(page: list[str]) -> list[int]:
    written = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*written[:_EDGE_LINES], *written[-_EDGE_LINES:]})


def _without_edges(page: list[str], repeated: set[str]) -> list[str]:
    """The page from its first to its last line of its own."""
    running = {at for at in _edges(page) if _alike(page[at]) in repeated or _is_page_number(page[at])}
    own = [at for at, line in enumerate(page) if line.strip() and at not in running]
    return [line for at, line in enumerate(page) if own and own[0] <= at <= own[-1] and at not in running]


def _alike(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _is_page_number(line: str) -> bool:
    return _PAGE_NUMBER.fullmatch(line.strip()) is not None
