"""Letters to the citizen, in easy Danish, as PDF for Digital Post. Each has its own text, `letter.txt`."""

from __future__ import annotations

import re

from adapters import documents
from adapters.templates import render
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.notice_facts import FACTS
from domain.notices import NoticeKind as K

LETTERS = frozenset(
    {
        K.MENTOR_ASSIGNED,
        K.APPOINTMENT_REMINDER,
        K.PROGRESS_REPORT,
        K.MEETING_MINUTES,
        K.EXTENSION_DECIDED,
        K.PHASE_OUT_STARTED,
        K.CLOSING_REPORT,
        K.COMPLAINT_RECEIVED,
    }
)
"""The kinds a citizen gets as a letter; of these a reminder goes by plain mail where there is an address."""

HIDDEN_ADDRESSEE = "Navn og adresse er beskyttet"
NEUTRAL_SIGNATURE = "Din mentor"


def render_letter(kind: K, context: NoticeContext) -> bytes:
    """The letter as a PDF/A file, dated the Danish day of `context.now`.

    Raises NothingToTell if the kind is no letter or its event cannot carry it.
    """
    return documents.render_letter(letter(kind, context)).content


def letter(kind: K, context: NoticeContext) -> documents.Letter:
    """What the letter says: the text's first line is the heading, blank lines part the paragraphs.

    Raises like `render_letter`.
    """
    if kind not in LETTERS:
        raise NothingToTell(f"Der er intet brev til borgeren for beskeden {kind}.")
    heading, *paragraphs = re.split(r"\n\s*\n", render(f"notices/{kind}/letter.txt", _values(kind, context)))
    return documents.Letter(
        ref=context.course.ref,
        addressee_name=context.record.discretion.name or HIDDEN_ADDRESSEE,
        heading=heading,
        paragraphs=tuple(paragraphs),
        signed_by=_signature(kind, context),
        dated_on=context.today,
    )


def _values(kind: K, context: NoticeContext) -> dict[str, object]:
    facts = FACTS[kind](context)
    return {
        "mentor": context.mentor,
        "cover": context.cover,
        "coordinator": context.coordinator,
        **facts.neutral,
        **facts.personal,
    }


def _signature(kind: K, context: NoticeContext) -> str:
    """A reminder names neither person nor place, not even here."""
    if kind is K.APPOINTMENT_REMINDER:
        return NEUTRAL_SIGNATURE
    if context.coordinator is None:
        return context.supplier
    return f"{context.coordinator.name}\nMentorkoordinator, {context.supplier}"
