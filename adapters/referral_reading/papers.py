"""Opens an attachment and says which part of a referral it is: by its content, then by its name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, Protocol

from adapters.pdf_reading import PdfReader, UnreadablePdf
from adapters.referral_reading.fields import BY_PATH, PART_NAMES, PARTS, Part, field_for
from adapters.referral_reading.json_referral import JsonReferral, read_json_referral
from adapters.referral_reading.labelled_text import Found, found_in, readable

Kind = Literal["grant", "job_plan", "consent", "other"]

_TITLE_LINES = 8
_ENOUGH_FIELDS = 2
_UNTICKED = "Off"
_WORDS: dict[Part, tuple[str, ...]] = {
    "grant": ("bevilling", "bevilget"),
    "job_plan": ("jobplan", "min plan", "minplan"),
    "consent": ("samtykke",),
}


class Attachment(Protocol):
    """What is needed of a mail's attachment."""

    @property
    def name(self) -> str:
        """The file name, sanitised."""

    @property
    def media_type(self) -> str:
        """The declared media type."""

    @property
    def content(self) -> bytes:
        """The bytes of the file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An opened attachment. `refusal` says why it could not be read; then there is no text.

    `scanned` is a refused PDF that a person can read but we cannot: whole, open, and without any text.
    `data` is what a JSON referral says; its `text` is only there to be searched for CPR numbers.
    """

    kind: Kind
    why: str
    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    scanned: bool = False
    data: JsonReferral | None = None

    def found(self) -> list[Found]:
        """Every value in the paper: from its form fields and from its labelled text."""
        if self.data is not None:
            return []
        part = None if self.kind == "other" else self.kind
        return self._in_form(part) + found_in(self.text, part, next_line=not self.fields)

    def _in_form(self, part: Part | None) -> list[Found]:
        """What is filled in. In a part where nothing is, a box that is not ticked says nothing either."""
        filled = [
            Found(meant, value)
            for name, value in self.fields.items()
            if value.strip() and (meant := field_for(name, part))
        ]
        begun = {found.field.part for found in filled if found.raw != _UNTICKED}
        return [found for found in filled if found.field.part is None or found.field.part in begun]


def classify(name: str, content: bytes, reader: PdfReader) -> tuple[Kind, str]:
    """The kind of a file and the reason, which quotes nothing of it. Never raises for any bytes."""
    paper = open_paper(name, content, reader)
    return paper.kind, paper.why


def open_paper(name: str, content: bytes, reader: PdfReader) -> Paper:
    """Read a PDF, a JSON referral or a plain text and tell which part it is. Never raises for any bytes."""
    if content.startswith(b"%PDF-"):
        return _open_pdf(name, content, reader)
    data = read_json_referral(content)
    if data is not None:
        return Paper(*_judged_data(name, data), "\n".join(data.texts), data=data)
    if name.casefold().endswith(".json"):
        return _unread(name, "JSON-filen kan ikke læses")
    text = _decoded(content)
    if text is None:
        return _unread(name, "filen er hverken PDF eller tekst")
    kind, why = _judged(name, text, {})
    return Paper(kind, why, text)


def _open_pdf(name: str, content: bytes, reader: PdfReader) -> Paper:
    try:
        pdf = reader.read(content)
    except UnreadablePdf as error:
        return _unread(name, "PDF-filen kan ikke læses", refusal=error.message)
    if pdf.active_content:
        refusal = (
            "PDF-filen har aktivt indhold. Bed afsenderen om en udgave uden scripts og vedhæftede filer."
        )
        return _unread(name, "PDF-filen har aktivt indhold", refusal=refusal)
    if not pdf.text.strip() and not pdf.fields:
        refusal = "PDF-filen har ingen tekst (er den scannet?)"
        return _unread(name, "PDF-filen er uden tekst, måske scannet", refusal=refusal, scanned=True)
    return Paper(*_judged(name, pdf.text, pdf.fields), pdf.text, pdf.fields)


def _unread(name: str, obstacle: str, *, refusal: str = "", scanned: bool = False) -> Paper:
    """A file whose content says nothing: its name alone tells a person which part it may be."""
    kind, why = _judged(name, "", {})
    return Paper(kind, f"{why} ({obstacle})", refusal=refusal or obstacle, scanned=scanned)


def _decoded(content: bytes) -> str | None:
    if b"\x00" in content:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _judged(name: str, text: str, fields: dict[str, str]) -> tuple[Kind, str]:
    return _by_fields(text, fields) or _by_title(text) or _by_name(name) or ("other", "intet peger på en del")


def _judged_data(name: str, data: JsonReferral) -> tuple[Kind, str]:
    """In a JSON referral every field is named for certain, so one field is enough to know its part."""
    paths = [stated.field.path for stated in data.stated] + [problem.field for problem in data.problems]
    parts = list(dict.fromkeys(part for path in paths if path in BY_PATH and (part := BY_PATH[path].part)))
    if len(parts) > 1:
        return "other", "indholdet: JSON-henvisning med flere dele"
    if parts:
        return parts[0], f"indholdet: JSON-henvisning med delen {PART_NAMES[parts[0]]}"
    return _by_name(name) or ("other", "intet peger på en del")


def _by_fields(text: str, fields: dict[str, str]) -> tuple[Kind, str] | None:
    """The part most fields belong to; several parts in one paper make it a form for all of them."""
    named = {meant.path: meant for name in fields if (meant := field_for(name))}
    named |= {found.field.path: found.field for found in found_in(text, None)}
    counts = Counter(meant.part for meant in named.values() if meant.part)
    strong = [part for part in PARTS if counts[part] >= _ENOUGH_FIELDS]
    if len(strong) > 1:
        return "other", "indholdet: felter fra flere dele"
    if strong:
        return strong[0], f"indholdet: {counts[strong[0]]} felter fra delen {PART_NAMES[strong[0]]}"
    return None


def _by_title(text: str) -> tuple[Kind, str] | None:
    lines = [line for line in readable(text).casefold().split("\n") if line.strip()]
    parts = _parts_named("\n".join(lines[:_TITLE_LINES]))
    return (parts[0], f"overskriften nævner {PART_NAMES[parts[0]]}") if len(parts) == 1 else None


def _by_name(name: str) -> tuple[Kind, str] | None:
    parts = _parts_named(unicodedata.normalize("NFC", name).casefold())
    return (parts[0], f"filnavnet nævner {PART_NAMES[parts[0]]}") if len(parts) == 1 else None


def _parts_named(text: str) -> list[Part]:
    return [part for part in PARTS if any(word in text for word in _WORDS[part])]
