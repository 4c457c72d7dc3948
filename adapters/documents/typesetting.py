"""What those who want a document ask for and get. `adapters.documents.compiling` sets it, and is loaded with
the first one: a program that sets none carries neither typst nor pypdf.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.errors import MentorError


class DocumentFailed(MentorError):
    """A document could not be set. The message names the template, never the content."""

    code = "document-failed"


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A finished PDF, its number of pages, and the code points that had to be replaced by a box."""

    content: bytes
    pages: int
    replaced: tuple[str, ...]


def typeset(template: str, data: Mapping[str, object], *, dated_on: date) -> RenderedDocument:
    """Set `templates/documents/<template>.typ` with `data` as PDF/A-2a and PDF/UA-1.

    The same data gives the same bytes: the creation time is midnight UTC of `dated_on`.
    Raises DocumentFailed where typst refuses the template.
    """
    from adapters.documents.compiling import compiled

    return compiled(template, data, dated_on=dated_on)
