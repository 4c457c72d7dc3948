"""Notices as people read them: rendered from a kind, a recipient and the event that caused it.

A subject is a reference and a neutral phrase, because subjects are not encrypted. Texts for the jobcentre
have content and go inside ciphertext; mentor and coordinator get a reference, neutral facts and a link;
the citizen gets letters (see `casework.letters.citizen_letters`) and neutral reminders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.staff import StaffMember
from adapters.templates import render
from casework.letters.citizen_letters import LETTERS, render_letter
from casework.letters.notice_attachments import attachments_for
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.letters.reader import Reader
from casework.notice_facts import FACTS
from domain.notices import READERS
from domain.notices import NoticeKind as K

__all__ = [
    "LETTERS",
    "READERS",
    "NothingToTell",
    "NoticeContext",
    "Rendered",
    "Section",
    "attachments_for",
    "combine",
    "render_letter",
    "render_notice",
]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the sections of a mail: for whom, the link, who signs, and who of us reads it."""

    ref: str
    to: str
    link: str
    supplier: str
    coordinator: StaffMember | None
    reader: Reader | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One notice within a mail, as plain text and as an HTML fragment."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail ready to be packed: subject, plain text and HTML, and the sections they were made of."""

    subject: str
    text: str
    html: str
    sections: tuple[Section, ...]
    frame: Frame


def render_notice(kind: K, to: str, context: NoticeContext) -> Rendered:
    """Write the notice. `to` is jobcentre, mentor, coordinator or citizen.

    Raises NothingToTell if the kind is not written for that recipient or its event cannot carry it,
    and InvalidInput if the course's mentor or coordinator is no longer in `staff.toml`.
    """
    if to not in READERS[kind]:
        raise NothingToTell(f"Der er ingen tekst for beskeden {kind} til {to}. Ret stigen i programmet.")
    frame = Frame(context.course.ref, to, context.link, context.supplier, context.coordinator, context.reader)
    values = _values(kind, frame, context)
    folder = f"notices/{kind}"
    section = Section(_tidy(render(f"{folder}/body.txt", values)), render(f"{folder}/body.html", values))
    return _framed(render(f"{folder}/subject.txt", values), (section,), frame)


def combine(rendered: Sequence[Rendered], ref: str) -> Rendered:
    """Several notices on the course `ref` to one recipient as one mail; the same text is said once.

    Raises ValueError if they are of different courses or for different recipients.
    """
    frames = {(one.frame.ref, one.frame.to) for one in rendered}
    if len(frames) != 1 or rendered[0].frame.ref != ref:
        raise ValueError("only notices on one course to one recipient can be combined")
    sections = tuple(dict.fromkeys(section for one in rendered for section in one.sections))
    subjects = list(dict.fromkeys(one.subject for one in rendered))
    subject = subjects[0] if len(subjects) == 1 else f"Sag {ref}: flere beskeder"
    return _framed(subject, sections, rendered[-1].frame)


def _values(kind: K, frame: Frame, context: NoticeContext) -> dict[str, object]:
    facts = FACTS[kind](context)
    values: dict[str, object] = {
        "ref": frame.ref,
        "to": frame.to,
        "supplier": context.supplier,
        "coordinator": context.coordinator,
        "mentor": context.mentor,
        "cover": context.cover,
        **facts.neutral,
    }
    if frame.to == "jobcentre":
        referral = context.record.referral
        values |= {
            "citizen": context.record.discretion.name,
            "caseworker": referral.caseworker,
            **facts.personal,
        }
    return values


def _framed(subject: str, sections: tuple[Section, ...], frame: Frame) -> Rendered:
    values = {
        "subject": subject,
        "sections": sections,
        "ref": frame.ref,
        "to": frame.to,
        "link": frame.link,
        "supplier": frame.supplier,
        "coordinator": frame.coordinator,
        "reader": frame.reader,
    }
    text = _tidy(render("layouts/mail.txt", values))
    return Rendered(subject, text + "\n", render("layouts/mail.html", values) + "\n", sections, frame)


def _tidy(text: str) -> str:
    """Without spaces at line ends, and with at most one blank line in a row."""
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
