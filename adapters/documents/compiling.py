"""Sets a document with typst. Data goes in as JSON only, so no text is ever read as markup."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path

import typst
from pypdf import PdfReader

from adapters.documents.printable import Replacements, each_text, printable
from adapters.documents.typesetting import DocumentFailed, RenderedDocument

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"

_ARCHIVAL: list[typst.PDFStandard] = ["a-2a", "ua-1"]
_REFUSED_TEXT = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ROUNDS = 4


def compiled(template: str, data: Mapping[str, object], *, dated_on: date) -> RenderedDocument:
    """Do what `typesetting.typeset` promises. Raises DocumentFailed where typst refuses the template."""
    replacements = Replacements()
    clean = each_text(dict(data), lambda text: printable(text, replacements))
    for _ in range(_ROUNDS):
        try:
            content = _once(template, clean, replacements.listed(), dated_on)
        except typst.TypstError as error:
            box = partial(_boxed, refused=_refused(error, template), replacements=replacements)
            clean = each_text(clean, box)
        else:
            return RenderedDocument(content, len(PdfReader(io.BytesIO(content)).pages), replacements.listed())
    raise DocumentFailed(f"Dokumentet {template} kunne ikke sættes: skrifttyperne mangler for mange tegn.")


def compiler(template: str, inputs: dict[str, str]) -> typst.Compiler:
    """A compiler for `templates/documents/<template>.typ` with the fonts inside the typst wheel only.

    So a document looks the same on every machine.
    """
    return typst.Compiler(
        TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_fonts(), sys_inputs=inputs
    )


def creation_time(dated_on: date) -> int:
    """Midnight UTC of the day in seconds, the creation time a document carries."""
    return int(datetime(dated_on.year, dated_on.month, dated_on.day, tzinfo=UTC).timestamp())


def _once(template: str, data: object, replaced: tuple[str, ...], dated_on: date) -> bytes:
    inputs = {"data": json.dumps(data), "replaced": json.dumps(replaced)}
    content = compiler(template, inputs).compile(
        format="pdf", pdf_standards=_ARCHIVAL, timestamp=creation_time(dated_on)
    )
    if not isinstance(content, bytes):
        raise DocumentFailed(f"Dokumentet {template} blev ikke til én PDF-fil.")
    return content


def _refused(error: typst.TypstError, template: str) -> tuple[str, ...]:
    """The texts typst could not show, read from its diagnostic (it names them all at once)."""
    refused = {_unescaped(quoted) for quoted in _REFUSED_TEXT.findall(error.diagnostic)}
    if not refused:
        # The diagnostic may quote what people wrote, so it is not passed on.
        raise DocumentFailed(f"Skabelonen {template}.typ har en fejl og kunne ikke sættes.") from None
    return tuple(sorted(refused, key=lambda cluster: (-len(cluster), cluster)))


def _unescaped(quoted: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], quoted)


def _boxed(text: str, refused: tuple[str, ...], replacements: Replacements) -> str:
    for cluster in refused:
        if cluster in text:
            text = text.replace(cluster, replacements.box(cluster))
    return text


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)
