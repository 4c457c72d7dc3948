"""What turned a course another way than planned: no progress, an end before its time, a new beginning."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.documents import Statement
from adapters.templates import date_words
from casework import names
from casework.history.case_record import CaseRecord
from domain.events import CourseReopened, EffortEnded, MatterOpened, StoppedEarly
from domain.matters import MatterKind


def turns(record: CaseRecord) -> Iterator[Statement]:
    """The question of no progress and its answer (S3), an early stop, and a course that was opened again."""
    yield from _no_progress(record)
    for seq, stopped in record.of(StoppedEarly):
        day, cause = date_words(stopped.stopped_on), names.CANCEL_CAUSES[stopped.cause]
        told = f"Støtten blev stoppet før tid {day}: {cause}."
        yield Statement(f"{told}{_because(record, stopped.reason)}", seq)
    for seq, again in record.of(CourseReopened):
        told = f"Forløbet blev genåbnet {date_words(again.reopened_on)}."
        yield Statement(f"{told}{_because(record, again.reason)}", seq)


def _no_progress(record: CaseRecord) -> Iterator[Statement]:
    for seq, opened in record.of(MatterOpened):
        if opened.kind is MatterKind.NO_PROGRESS:
            day = date_words(record.at(seq))
            yield Statement(f"Ingen mål var rykket; {day} blev jobcenteret bedt om at se på indsatsen.", seq)
    for seq, ended in record.of(EffortEnded):
        told = f"Sagsbehandler {ended.decider} afsluttede indsatsen {date_words(ended.decided_on)}."
        yield Statement(f"{told}{_because(record, ended.reason)}", seq)


def _because(record: CaseRecord, reason: str) -> str:
    return f" Begrundelse: {record.discretion.clean(reason)}" if reason else ""
