"""Writing a course out: one PDF, one JSON and the papers, in a folder that names only the reference."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.access.reading_log import note_reading
from casework.history.case_record import CaseRecord
from casework.office import Office
from casework.private_files import write_private
from casework.whole_case.as_json import as_json
from casework.whole_case.bundle import zipped
from casework.whole_case.contents import Contents, Purpose, contents_of
from casework.whole_case.leaving_out import Counted
from casework.whole_case.printing import printed
from domain.events import LogEntryShown, MeetingRecorded
from domain.history import Recorded
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the folder, how many files, the PDF's pages and hash, and what was left out.

    `withheld` are the numbers of log-book events in it that the citizen was not shown for a reason: a person
    must look at them before it is handed out.
    """

    folder: Path
    files: int
    pages: int
    sha256: str
    left_out: Counted
    withheld: tuple[int, ...]


def export_case(office: Office, ref: str, folder: Path, by: Actor) -> Exported:
    """Write a course out for the citizen's access, readable by its owner only. Who does it is written down.

    Raises Refused for somebody who may not read the course, UnknownCourse, KeyDestroyed for an erased
    course, and Unavailable where the folder cannot be written.
    """
    note_reading(office, by, "export", ref=ref)
    contents = contents_of(office, ref, "access", by)
    files, pages = files_of(office, contents)
    for name, content in files.items():
        write_private(folder / ref / name, content)
    digest = hashlib.sha256(files[f"{ref}.pdf"]).hexdigest()
    return Exported(folder / ref, len(files), pages, digest, contents.left_out, withheld_in(contents.history))


def packed_case(office: Office, ref: str, by: Actor) -> tuple[bytes, Contents]:
    """The same as one ZIP in memory, and what it holds. Raises as `export_case`."""
    note_reading(office, by, "export", ref=ref)
    contents = contents_of(office, ref, "access", by)
    files, _ = files_of(office, contents)
    return zipped(ref, files, office.now), contents


def withheld_in(history: Sequence[Recorded]) -> tuple[int, ...]:
    """The numbers of the log-book events that the citizen was, at last, not shown for a reason (S3). Nothing
    personal is needed to see it.
    """
    record = CaseRecord(history)
    shown = {entry: event.shown for _, event in record.of(LogEntryShown) for entry in event.entries}
    return tuple(seq for seq, event in record.of(MeetingRecorded) if shown.get(event.entry) == "withheld")


def files_of(office: Office, contents: Contents) -> tuple[dict[str, bytes], int]:
    """Every file of an export by its name in the folder, and the number of pages of the PDF."""
    ref = contents.case.course.ref
    document = printed(office, contents)
    files = {f"{ref}.pdf": document.content, f"{ref}.json": as_json(contents)}
    files |= {paper.path: paper.file.content for paper in contents.papers}
    return files | dict(contents.originals), document.pages


__all__ = ["Exported", "Purpose", "export_case", "files_of"]
