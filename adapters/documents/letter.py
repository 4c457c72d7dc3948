"""A letter to the citizen, to be sent by Digital Post."""

from __future__ import annotations

from datetime import date

from pydantic.dataclasses import dataclass

from adapters.documents.danish import long_date
from adapters.documents.statements import FROZEN
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Letter:
    """What the letter says. `signed_by` is the sender's name and, after a comma or newline, their role."""

    ref: CourseRef
    addressee_name: str
    heading: str
    paragraphs: tuple[str, ...]
    signed_by: str
    dated_on: date


def render_letter(letter: Letter) -> RenderedDocument:
    """Set the letter in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    view = {
        "ref": letter.ref,
        "addressee": letter.addressee_name,
        "heading": letter.heading,
        "paragraphs": letter.paragraphs,
        "signed_by": letter.signed_by,
        "dated_on": long_date(letter.dated_on),
    }
    return typeset("letter", view, dated_on=letter.dated_on)
