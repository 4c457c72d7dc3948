"""The documents of a course that there are, and the letters about it: what they are, not what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from adapters.documents import RenderedDocument
from casework.access.reading_log import must_be_allowed, note_reading
from casework.names import NOTICES, RECIPIENTS
from casework.office import Office
from casework.reports import report_files
from domain.course import Course
from domain.lifecycle import Phase
from domain.values import Actor
from models.envelopes import UNDELIVERED, EnvelopeLine, EnvelopeState

STATES: Mapping[EnvelopeState, str] = {
    EnvelopeState.QUEUED: "på vej",
    EnvelopeState.SENDING: "på vej",
    EnvelopeState.UNKNOWN: "på vej",
    EnvelopeState.SENT: "sendt",
    EnvelopeState.FAILED: "nåede ikke frem",
    EnvelopeState.BOUNCED: "nåede ikke frem",
    EnvelopeState.HELD: "venter på et certifikat",
    EnvelopeState.TO_POST: "skal sendes med Digital Post",
    EnvelopeState.POSTED: "sendt med Digital Post",
}


BY_POST = frozenset({EnvelopeState.TO_POST, EnvelopeState.POSTED})


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document: its word in the address, its title, and what the log of readings calls it."""

    address: str
    title: str
    what: str
    there: Callable[[Course], bool]
    rendering: Callable[[Office, str], RenderedDocument]


PAPERS = (
    Paper(
        "forandringsplan",
        "Forandringsplan",
        what="change_plan",
        there=lambda course: course.written.change_plans > 0,
        rendering=report_files.change_plan_pdf,
    ),
    Paper(
        "referat",
        "Referat af trepartsmøde",
        what="minutes",
        there=lambda course: course.written.minutes > 0,
        rendering=report_files.minutes_pdf,
    ),
    Paper(
        "progressionsrapport",
        "Progressionsrapport",
        what="progress_report",
        there=lambda course: course.progress.reports > 0,
        rendering=report_files.progress_report_pdf,
    ),
    Paper(
        "afsluttende-rapport",
        "Afsluttende rapport",
        what="closing_report",
        there=lambda course: course.phase is Phase.CLOSED,
        rendering=report_files.closing_report_pdf,
    ),
)
"""The newest of each kind can be read as PDF."""
BY_ADDRESS: Mapping[str, Paper] = {paper.address: paper for paper in PAPERS}


def papers_of(course: Course) -> tuple[Paper, ...]:
    """The documents there are; none of a course that was erased."""
    return () if course.file.erased_on else tuple(paper for paper in PAPERS if paper.there(course))


def pdf(office: Office, ref: str, paper: Paper, reader: Actor) -> bytes:
    """The document, after it was written down who gets it; not where there is nothing to get. Raises Refused,
    UnknownCourse.
    """
    must_be_allowed(office, reader, paper.what, ref)
    document = paper.rendering(office, ref)
    note_reading(office, reader, paper.what, ref=ref)
    return document.content


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter about the course: its number, to whom (`recipient` as a code), when it was written (UTC), and
    what became of it (`reached` as a code). `kind`: which letter it is, where it is one to be posted.
    """

    number: int
    recipient: str
    to: str
    kind: str
    about: str
    written_at: datetime
    reached: EnvelopeState
    state: str
    arrived: bool


def letters_of(office: Office, ref: str) -> tuple[Sent, ...]:
    """The letters about a course, newest first."""
    found = map(_sent, office.outbox.envelopes(course_ref=ref))
    return tuple(sorted(found, key=lambda one: one.written_at, reverse=True))


def _sent(line: EnvelopeLine) -> Sent:
    reached = EnvelopeState(line.state)
    kind = line.reason if reached in BY_POST else ""
    return Sent(
        number=line.id,
        recipient=line.recipient,
        to=RECIPIENTS.get(line.recipient, line.recipient),
        kind=kind,
        about=NOTICES.get(kind, ""),
        written_at=line.created_at,
        reached=reached,
        state=STATES[reached],
        arrived=reached not in UNDELIVERED or bool(line.ended_as),
    )
