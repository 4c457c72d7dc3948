"""Letters to citizens: written as PDF, then sent by Digital Post by a person, who says so here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casework.access.reading_log import note_reading
from casework.letters.bundles import unbundled
from casework.office import Office
from casework.private_files import write_private
from domain.errors import Refused
from domain.values import Actor
from models.envelopes import EnvelopeState


@dataclass(frozen=True, slots=True)
class LetterToPost:
    """A letter that waits: its number, its course, its kind and when it was written (UTC)."""

    id: int
    course: str
    kind: str
    created_at: datetime


def letters_to_post(office: Office, controllers: Collection[str] = ()) -> list[LetterToPost]:
    """The letters that wait to be sent by Digital Post, oldest first: of those municipalities, or of all."""
    waiting = office.outbox.envelopes(states={EnvelopeState.TO_POST})
    rows = [row for row in waiting if not controllers or row.controller in controllers]
    return [LetterToPost(row.id or 0, row.course_ref or "", row.reason, row.created_at) for row in rows]


def export_letters(office: Office, folder: Path, reader: Actor) -> int:
    """Write every waiting letter as `brev-<number>.pdf`, readable by its owner only; gives how many letters.

    What it encloses (the citizen's copy of a report) lies beside it as `brev-<number>-bilag-1.pdf`. Who
    takes them out is written down. Raises Refused for somebody who may not read them, and Unavailable where
    the folder cannot be written.
    """
    waiting = letters_to_post(office)
    for letter in waiting:
        for name, content in letter_files(office, letter, reader).items():
            write_private(folder / name, content)
    return len(waiting)


def letter_files(office: Office, letter: LetterToPost, reader: Actor) -> dict[str, bytes]:
    """The letter and what it encloses as PDFs, by file name. Who takes them out is written down first.

    Raises Refused for somebody who may not read it.
    """
    note_reading(office, reader, "letter", ref=letter.course or None, subject=str(letter.id))
    contents = enumerate(unbundled(office.outbox.plain(letter.id)))
    return {f"brev-{letter.id}{f'-bilag-{number}' if number else ''}.pdf": one for number, one in contents}


def letter_to_post(office: Office, number: int, controllers: Collection[str] = ()) -> LetterToPost:
    """The letter of that number that waits. Raises Refused where it does not, or is none of theirs."""
    for letter in letters_to_post(office, controllers):
        if letter.id == number:
            return letter
    raise Refused("not-to-post", f"Brev {number} venter ikke på at blive sendt med Digital Post.")


def mark_posted(office: Office, number: int, by: Actor | None = None) -> None:
    """A person has sent the letter. Raises Refused if it does not wait for that."""
    office.outbox.posted(number, office.now, str(by) if by else "")
