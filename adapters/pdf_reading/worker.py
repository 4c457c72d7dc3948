"""What the confined process does with a PDF: takes out its text and fields, and looks for what would act."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from pypdf import PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from adapters.confined.loading import load_whole
from adapters.pdf_reading import active_names

_MOST_OBJECTS = 100_000


@dataclass(frozen=True, slots=True)
class PdfContent:
    """What a PDF holds: text laid out as on the page, form fields by name, and whether it would act.

    Pages are separated by a form feed.
    `fields` has every form field; an empty one has the empty text, a ticked box the name of its state.
    `active_content` is true where a viewer would run, open, send or unpack something.
    """

    text: str
    fields: dict[str, str]
    pages: int
    active_content: bool


class PdfLimits(msgspec.Struct, frozen=True):
    """How much of a PDF is read."""

    pages: int
    characters: int


class PdfAnswer(msgspec.Struct, frozen=True):
    """The content, or why there is none: `broken`, `encrypted` or `limits`."""

    content: PdfContent | None = None
    refused: str = ""


class _Refused(Exception):
    """The PDF is not read; the text is the reason as a code."""


def prepare(setup: bytes) -> Callable[[bytes], bytes]:
    """Give the function that reads PDFs within those limits; its answers are MessagePack."""
    load_whole("pypdf")
    limits = msgspec.msgpack.decode(setup, type=PdfLimits)
    return lambda content: msgspec.msgpack.encode(_answer(content, limits))


def _answer(content: bytes, limits: PdfLimits) -> PdfAnswer:
    try:
        return PdfAnswer(_read(content, limits))
    except _Refused as refusal:
        return PdfAnswer(refused=str(refusal))
    except (RecursionError, LimitReachedError):
        return PdfAnswer(refused="limits")
    except MemoryError:
        raise  # what is left of this process is not worth keeping
    except Exception:  # noqa: BLE001 - a hostile file can raise anything; all of it means: not readable
        return PdfAnswer(refused="broken")


def _read(content: bytes, limits: PdfLimits) -> PdfContent:
    if not content.startswith(b"%PDF-"):
        raise _Refused("broken")
    pdf = PdfReader(io.BytesIO(content), strict=False)
    if pdf.is_encrypted:
        raise _Refused("encrypted")
    if not 0 < len(pdf.pages) <= limits.pages:
        raise _Refused("limits")
    active = active_names.may_act(content) and _is_active(pdf.trailer)
    text = "\f".join(page.extract_text(extraction_mode="layout") for page in pdf.pages)
    fields = {name: _value(field) for name, field in (pdf.get_fields() or {}).items() if "/FT" in field}
    if len(text) + sum(map(len, fields.values())) > limits.characters:
        raise _Refused("limits")
    whole = {_whole(name): _whole(value) for name, value in fields.items()}
    return PdfContent(_whole(text), whole, len(pdf.pages), active)


def _whole(text: str) -> str:
    """The text with a visible mark for each half of a character, which no file may hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _value(field: DictionaryObject) -> str:
    value = field.get("/V")
    if isinstance(value, NameObject):
        return value.removeprefix("/")
    if isinstance(value, ArrayObject):
        return "; ".join(str(item) for item in value)
    return str(value) if isinstance(value, TextStringObject | str) else ""


def _is_active(trailer: DictionaryObject) -> bool:
    """Whether anything reachable would run, open, send or unpack something in a viewer."""
    seen: set[tuple[int, int]] = set()
    waiting: list[PdfObject | None] = [trailer]
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
    )
