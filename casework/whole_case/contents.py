"""What an export holds: the parts of a course that come along, cleaned, as JSON and PDF both tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from casework.office import Office
from casework.whole_case.gathering import File, LetterOut, MailIn, WholeCase, gather
from casework.whole_case.leaving_out import Counted, Omission, StandingMark, standing_marks
from domain.history import Recorded
from domain.programme import Programme
from domain.values import Actor

Purpose = Literal["access", "handover"]
"""`access`: for the citizen, through the authority; marks count, and what is protected is hidden.
`handover`: back to the controller, whose file it is: everything, with the marks beside it."""
SUFFIXES = {"application/pdf": "pdf", "application/json": "json", "text/plain": "txt"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that comes along: where it lies in the folder, what it was called, its bytes."""

    path: str
    name: str
    file: File


@dataclass(frozen=True)
class Contents:
    """One export: what comes along, the count of what does not, and for whom and by whom it was made."""

    case: WholeCase
    programme: Programme
    purpose: Purpose
    by: Actor
    at: datetime
    clean: Callable[[str], str]
    left_out: Counted
    history: tuple[Recorded, ...]
    mails: tuple[tuple[MailIn, tuple[Paper, ...]], ...]
    letters: tuple[tuple[LetterOut, tuple[Paper, ...]], ...]
    marks: tuple[StandingMark, ...] = ()
    originals: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that comes along."""
        return tuple(paper for _, papers in (*self.mails, *self.letters) for paper in papers)


def contents_of(office: Office, ref: str, purpose: Purpose, by: Actor) -> Contents:
    """Open a course and take out of it what `purpose` lets come along. Raises as `gather`."""
    case = gather(office, ref)
    return _whole(office, case, by) if purpose == "handover" else _seen(office, case, by)


def _whole(office: Office, case: WholeCase, by: Actor) -> Contents:
    """Nothing is hidden from the controller, who sent the papers and decides; the marks go with it."""
    mails = tuple((mail, _papers(mail.id, mail.enclosures)) for mail in case.mails)
    letters = tuple((letter, _papers(_folder(letter), letter.enclosures)) for letter in case.letters)
    unopened = {f"papirer/{mail.id}.eml": mail.raw for mail in case.mails if not mail.opened}
    marks, programme = standing_marks(case.history), office.programme_of(case.course)
    return Contents(
        case,
        programme,
        "handover",
        by,
        office.now,
        str,
        Counted(),
        case.history,
        mails,
        letters,
        marks,
        unopened,
    )


def _seen(office: Office, case: WholeCase, by: Actor) -> Contents:
    omission = Omission(case, office.reader)
    history = tuple(recorded for recorded in case.history if recorded.seq not in omission.events)
    mails = tuple((mail, _kept(omission, mail.id, mail.enclosures, marked=mail.id)) for mail in case.mails)
    told = [letter for letter in case.letters if not omission.tells_of_hidden_events(letter.events)]
    letters = tuple((letter, _kept(omission, _folder(letter), letter.enclosures)) for letter in told)
    omission.counted.papers += sum(not mail.opened for mail in case.mails)
    programme = office.programme_of(case.course)
    return Contents(
        case, programme, "access", by, office.now, omission.clean, omission.counted, history, mails, letters
    )


def _kept(omission: Omission, stem: str, files: tuple[File, ...], marked: str = "") -> tuple[Paper, ...]:
    kept = ((number, omission.paper(file, marked, number)) for number, file in enumerate(files, 1))
    return tuple(_paper(stem, number, file, omission.clean) for number, file in kept if file is not None)


def _papers(stem: str, files: tuple[File, ...]) -> tuple[Paper, ...]:
    return tuple(_paper(stem, number, file, str) for number, file in enumerate(files, 1))


def _paper(stem: str, number: int, file: File, clean: Callable[[str], str]) -> Paper:
    """Its name in the folder says nothing; what it was called stands in the JSON and the PDF."""
    suffix = SUFFIXES.get(file.media_type, "bin")
    return Paper(f"papirer/{stem}-bilag-{number}.{suffix}", clean(file.name), file)


def _folder(letter: LetterOut) -> str:
    return f"brev-{letter.line.id}"


def as_plain(data: Any, clean: Callable[[str], str]) -> Any:
    """Plain values with every text cleaned; keys are ours."""
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, dict):
        return {key: as_plain(value, clean) for key, value in data.items()}
    return [as_plain(part, clean) for part in data] if isinstance(data, list | tuple) else data
