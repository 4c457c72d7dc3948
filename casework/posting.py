"""Letters to citizens: written as PDF, then sent by Digital Post by a person, who says so here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.bundles import unbundled
from casework.office import Office
from casework.private_files import write_private
from casework.reading_log import note_reading
from domain.values import Actor
from models.envelopes import EnvelopeState


@dataclass(frozen=True, slots=True)
class LetterToPost:
    """A letter that waits: its number, its course, its kind and when it was written (UTC)."""

    id: int
    course: str
    kind: str
    created_at: datetime


def letters_to_post(office: Office) -> list[LetterToPost]:
    """The letters that wait to be sent by Digital Post, oldest first."""
    rows = office.outbox.envelopes(states={EnvelopeState.TO_POST})
    return [LetterToPost(row.id or 0, row.course_ref or "", row.reason, row.created_at) for row in rows]


def export_letters(office: Office, folder: Path, reader: Actor) -> int:
    """Write every waiting letter as `brev-<number>.pdf`, readable by its owner only; gives how many letters.

    What it encloses (the citizen's copy of a report) lies beside it as `brev-<number>-bilag-1.pdf`. Who
    takes them out is written down. Raises Refused for somebody who may not read them, and Unavailable where
    the folder cannot be written.
    """
    waiting = letters_to_post(office)
    for letter in waiting:
        note_reading(office, reader, "letter", ref=letter.course or None, subject=str(letter.id))
        for number, content in enumerate(unbundled(office.outbox.plain(letter.id))):
            enclosure = f"-bilag-{number}" if number else ""
            write_private(folder / f"brev-{letter.id}{enclosure}.pdf", content)
    return len(waiting)


def mark_posted(office: Office, number: int) -> None:
    """A person has sent the letter. Raises Refused if it does not wait for that."""
    office.outbox.posted(number, office.now)
