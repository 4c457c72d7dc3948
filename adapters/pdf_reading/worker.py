"""What the confined process does with a PDF: takes out its text and fields, and looks for what would act."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from contextlib import suppress

import msgspec
from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    PdfObject,
)

from adapters.confined.loading import load_whole
from adapters.pdf_reading import active_names
from adapters.pdf_reading.content import PdfAnswer, PdfContent, PdfSetup
from adapters.pdf_reading.form_fields import fields_of
from adapters.pdf_reading.self_opening import opens_address

_MOST_OBJECTS = 100_000


class _Refused(Exception):
    """The PDF is not read; the text is the reason as a code."""


def prepare(setup: bytes) -> Callable[[bytes], bytes]:
    """Give the function that reads PDFs within those limits; its answers are MessagePack."""
    load_whole("pypdf")
    given = msgspec.msgpack.decode(setup, type=PdfSetup)
    return lambda content: msgspec.msgpack.encode(_answer(content, given))


def _answer(content: bytes, setup: PdfSetup) -> PdfAnswer:
    try:
        return PdfAnswer(_read(content, setup))
    except _Refused as refusal:
        return PdfAnswer(refused=str(refusal))
    except (RecursionError, LimitReachedError):
        return PdfAnswer(refused="limits")
    except MemoryError:
        raise  # what is left of this process is not worth keeping
    except Exception:  # noqa: BLE001 - a hostile file can raise anything; all of it means: not readable
        return PdfAnswer(refused="broken")


def _read(content: bytes, setup: PdfSetup) -> PdfContent:
    """Read strictly first: a reader that is to mend faults looks at every object beforehand."""
    if not content.startswith(b"%PDF-"):
        raise _Refused("broken")
    with suppress(PyPdfError, AssertionError):  # there is a fault, which the other reader may mend
        return _content(PdfReader(io.BytesIO(content), strict=True), content, setup)
    return _content(PdfReader(io.BytesIO(content), strict=False), content, setup)


def _content(pdf: PdfReader, content: bytes, setup: PdfSetup) -> PdfContent:
    if pdf.is_encrypted:
        raise _Refused("encrypted")
    if not 0 < len(pdf.pages) <= setup.pages:
        raise _Refused("limits")
    active = active_names.may_act(content) and is_active(pdf)
    text = "\f".join(_text(page, setup.known_pages) for page in pdf.pages)
    fields = fields_of(pdf.root_object)
    if len(text) + sum(map(len, fields.values())) > setup.characters:
        raise _Refused("limits")
    whole = {_whole(name): _whole(value) for name, value in fields.items()}
    return PdfContent(_whole(text), whole, len(pdf.pages), active)


def _text(page: PageObject, known_pages: frozenset[str]) -> str:
    if known_pages and page_digest(page) in known_pages:
        return ""
    return page.extract_text(extraction_mode="layout")


def page_digest(page: PageObject) -> str:
    """By which a page is known again, whatever is filled in on it: SHA-256 of what draws it, in hex."""
    drawn = page.get_contents()
    return hashlib.sha256(b"" if drawn is None else drawn.get_data()).hexdigest()


def _whole(text: str) -> str:
    """The text with a visible mark for each half of a character, which no file may hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def is_active(pdf: PdfReader) -> bool:
    """Whether anything reachable would run, open, send or unpack something in a viewer.

    For a confined process: a hostile file can make it raise anything.
    """
    seen: set[tuple[int, int]] = set()
    waiting: list[PdfObject | None] = [pdf.trailer]
    count = 0
    while waiting:
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            if (item.idnum, item.generation) in seen:
                continue
            seen.add((item.idnum, item.generation))
            item = item.get_object()
        count += 1
        if count > _MOST_OBJECTS:
            raise _Refused("limits")
        if isinstance(item, DictionaryObject):
            if _acts(item):
                return True
            waiting.extend(item.values())
        elif isinstance(item, ArrayObject):
            waiting.extend(item)
    return False


def _acts(item: DictionaryObject) -> bool:
    return (
        not active_names.KEYS.isdisjoint(item)
        or item.get("/S") in active_names.ACTIONS
        or item.get("/Subtype") in active_names.ANNOTATIONS
        or opens_address(item)
    )
