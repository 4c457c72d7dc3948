"""The whole file of a course as one readable document: for the citizen's access, or to be returned."""

from __future__ import annotations

from datetime import date

from pydantic.dataclasses import dataclass

from adapters.documents.hours import HoursGranted, HoursUsed, hours_view
from adapters.documents.statements import FROZEN
from adapters.documents.typesetting import RenderedDocument, typeset
from domain.values import CourseRef

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Happened:
    """One event: its number, when and who, the sentence, and what was written, label by label."""

    number: int
    when: str
    who: str
    sentence: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class LetterShown:
    """One letter as it was written: its heading line, its text, and what it enclosed."""

    heading: str
    paragraphs: tuple[str, ...]
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class WholeCasePrint:
    """Everything the document says, already cleaned of what must not be in it."""

    ref: CourseRef
    title: str
    subtitle: str
    dated_on: date
    facts: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    referral: tuple[tuple[str, str], ...]
    goals: Rows
    hours_granted: tuple[HoursGranted, ...]
    hours_used: tuple[HoursUsed, ...]
    log_book: Rows
    happened: tuple[Happened, ...]
    mails: Rows
    letters: tuple[LetterShown, ...]
    readers: Rows


def render_whole_case(case: WholeCasePrint) -> RenderedDocument:
    """Set the file in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    view = {
        "ref": case.ref,
        "title": case.title,
        "subtitle": case.subtitle,
        "facts": case.facts,
        "left_out": case.left_out,
        "referral": case.referral,
        "goals": case.goals,
        "hours": hours_view(case.hours_granted, case.hours_used),
        "log_book": case.log_book,
        "happened": [
            {
                "number": str(one.number),
                "when": one.when,
                "who": one.who,
                "sentence": one.sentence,
                "details": one.details,
            }
            for one in case.happened
        ],
        "mails": case.mails,
        "letters": [
            {"heading": one.heading, "paragraphs": one.paragraphs, "enclosures": one.enclosures}
            for one in case.letters
        ],
        "readers": case.readers,
    }
    return typeset("whole_case", view, dated_on=case.dated_on)
