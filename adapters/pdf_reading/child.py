"""The child process: reads one PDF after another until its parent goes away.

Run as a script by `reader.py`, with the number of its socket and its memory limit as arguments. It
imports pypdf and the standard library only, and answers each PDF with one JSON object.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from multiprocessing.connection import Connection

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

_ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/Trans3D",
    }
)
_ACTIVE_ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF"})
_MOST_OBJECTS = 100_000


class _Refused(Exception):
    """The PDF is not read; the text is the reason as a code."""


def main() -> None:
    """Serve until the parent closes the socket."""
    descriptor, memory_bytes, pages, characters, seconds = (int(argument) for argument in sys.argv[1:])
    _confine(memory_bytes)
    parent = Connection(descriptor)
    while True:
        try:
            content = parent.recv_bytes()
        except EOFError:
            return
        _allow_seconds(seconds)
        parent.send_bytes(json.dumps(_answer(content, pages, characters)).encode())


def _confine(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_seconds(seconds: int) -> None:
    """Allow this much processor time from now on; the kernel ends the process that takes more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def _answer(content: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    try:
        return _read(content, most_pages, most_characters)
    except _Refused as refusal:
        return {"refused": str(refusal)}
    except (MemoryError, RecursionError, LimitReachedError):
        return {"refused": "limits"}
    except Exception:  # noqa: BLE001 - a hostile file can raise anything; all of it means: not readable
        return {"refused": "broken"}


def _read(content: bytes, most_pages: int, most_characters: int) -> dict[str, object]:
    if not content.startswith(b"%PDF-"):
        raise _Refused("broken")
    pdf = PdfReader(io.BytesIO(content), strict=False)
    if pdf.is_encrypted:
        raise _Refused("encrypted")
    if not 0 < len(pdf.pages) <= most_pages:
        raise _Refused("limits")
    active = _is_active(pdf.trailer)
    text = "\f".join(page.extract_text(extraction_mode="layout") for page in pdf.pages)
    fields = {name: _value(field) for name, field in (pdf.get_fields() or {}).items() if "/FT" in field}
    if len(text) + sum(map(len, fields.values())) > most_characters:
        raise _Refused("limits")
    return {"text": text, "fields": fields, "pages": len(pdf.pages), "active_content": active}


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
        not _ACTIVE_KEYS.isdisjoint(item)
        or item.get("/S") in _ACTIVE_ACTIONS
        or item.get("/Subtype") in _ACTIVE_ANNOTATIONS
    )


if __name__ == "__main__":
    main()
