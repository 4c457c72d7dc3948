"""Marking what an export leaves out: checked against the course first, so that no mark hits nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from casework.access.reading_log import note_reading
from casework.office import Office
from casework.rounds import StepResult, step_result
from casework.whole_case.gathering import WholeCase, gather
from casework.whole_case.leaving_out import StandingMark, hides, standing_marks, written_in
from domain.commands import MarkThirdParty, NewMark
from domain.errors import InvalidInput, Problem
from domain.parsing import parse_command
from domain.values import Actor


def mark(office: Office, ref: str, data: bytes, by: Actor) -> StepResult:
    """Record marks from JSON (`marks`, `put_back`). Looking for the words is a reading, and written down.

    Raises InvalidInput naming every mark that hits nothing (never its words), Refused, UnknownCourse.
    """
    command = cast(MarkThirdParty, parse_command("MarkThirdParty", data))
    if command.marks:
        note_reading(office, by, "marking", ref=ref)
        if problems := tuple(_missing(gather(office, ref), command.marks)):
            raise InvalidInput("MarkThirdParty", problems)
    outcome = office.casebook.handle(ref, command, by, office.now)
    return step_result(outcome.course, outcome.events)


def marks_of(office: Office, ref: str, by: Actor) -> tuple[StandingMark, ...]:
    """The marks that count now, with their words; who looks is written down. Raises as `note_reading`."""
    note_reading(office, by, "marking", ref=ref)
    return standing_marks(office.casebook.recorded(ref))


def _missing(case: WholeCase, marks: tuple[NewMark, ...]) -> Iterator[Problem]:
    papers = {(mail.id, number) for mail in case.mails for number, _ in enumerate(mail.enclosures, 1)}
    text = "\n".join(written_in(case))
    for place, new in enumerate(marks):
        if new.what == "words" and not hides(new.words, text):
            yield Problem(f"marks.{place}.words", "findes ikke på sagen", "skriv ordene, som de står dér")
        if new.what == "enclosure" and (new.mail, new.number) not in papers:
            cure = "se mails og bilag i udskriften af sagen"
            yield Problem(f"marks.{place}.mail", "mailen har ikke det bilag på denne sag", cure)
