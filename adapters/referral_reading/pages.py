"""Joins a document's pages into one text, so that a value may run on over a page break."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

PAGE_BREAK = "\f"
_EDGE_LINES = 3
_PAGE_NUMBER = re.compile(r"(?:side|s\.)?\s*\d+\s*(?:(?:af|/|-)\s*\d+)?", re.IGNORECASE)


def joined(text: str, is_labelled: Callable[[str], bool]) -> str:
    """`text` without page breaks, page numbers and the head and foot that pages repeat.

    A line for which `is_labelled` is true holds a value; it is left out only where an earlier page has
    the very same line.
    """
    pages = [page.strip("\n").split("\n") for page in text.split(PAGE_BREAK)]
    if len(pages) == 1:
        return text
    repeated = _repeated(pages)
    seen: set[str] = set()
    kept = []
    for page in pages:
        running = {at for at in _edges(page) if _is_running(page[at], repeated, seen, is_labelled)}
        seen.update(" ".join(page[at].split()) for at in _edges(page))
        kept.append(_own_lines(page, running))
    return "\n".join("\n".join(lines) for lines in kept if lines)


def _repeated(pages: list[list[str]]) -> set[str]:
    """Lines near the edge of more than one page, alike but for their numbers."""
    edges = Counter(key for page in pages for key in {_alike(page[at]) for at in _edges(page)})
    return {key for key, pages_with in edges.items() if pages_with > 1}


def _edges(page: list[str]) -> list[int]:
    written = [at for at, line in enumerate(page) if line.strip()]
    return sorted({*written[:_EDGE_LINES], *written[-_EDGE_LINES:]})


def _is_running(line: str, repeated: set[str], seen: set[str], is_labelled: Callable[[str], bool]) -> bool:
    if is_labelled(line):
        return " ".join(line.split()) in seen
    return _alike(line) in repeated or _PAGE_NUMBER.fullmatch(line.strip()) is not None


def _own_lines(page: list[str], running: set[int]) -> list[str]:
    """The page from its first to its last line of its own."""
    own = [at for at, line in enumerate(page) if line.strip() and at not in running]
    return [page[at] for at in range(own[0], own[-1] + 1) if at not in running] if own else []


def _alike(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
