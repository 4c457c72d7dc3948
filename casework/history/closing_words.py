"""The words of a closing report: those given when the course was closed, and those written before that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.history.case_record import CaseRecord
from domain.events import ClosingPartsWritten, CourseClosed, CourseReopened
from domain.words import CLOSING_PARTS


@dataclass(frozen=True, slots=True)
class Said:
    """One part of the report and the number of the event that says it; empty where nobody wrote it."""

    text: str
    seq: int


def closing_words(record: CaseRecord, seq: int, closed: CourseClosed) -> dict[str, Said]:
    """Every part of the report of the closing with that number, by its name. Personal.

    What was said when the course was closed counts before what was written earlier, and what was written
    for an earlier closing counts no more.
    """
    found = dict.fromkeys(CLOSING_PARTS, Said("", seq))
    for number, written in _written(record, seq):
        found |= _of(written, number)
    return found | _of(closed, seq)


def _written(record: CaseRecord, seq: int) -> Iterator[tuple[int, ClosingPartsWritten]]:
    reopened = max((number for number, _ in record.of(CourseReopened) if number < seq), default=0)
    return (item for item in record.of(ClosingPartsWritten) if reopened < item[0] < seq)


def _of(event: ClosingPartsWritten | CourseClosed, seq: int) -> dict[str, Said]:
    return {part: Said(text, seq) for part in CLOSING_PARTS if (text := getattr(event, part))}
