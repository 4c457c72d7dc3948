"""What is asked of the process that reads PDFs, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


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


class PdfSetup(msgspec.Struct, frozen=True):
    """How much of a PDF is read, and which pages say nothing but what we know (see `PdfReader`)."""

    pages: int
    characters: int
    known_pages: frozenset[str]


class PdfAnswer(msgspec.Struct, frozen=True):
    """The content, or why there is none: `broken`, `encrypted` or `limits`."""

    content: PdfContent | None = None
    refused: str = ""
