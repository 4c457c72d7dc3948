"""A draft of the proposal for a new period, made from the follow-ups; a person completes it (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adapters.documents import Statement
from adapters.documents.hours import drawn, total
from adapters.templates import date_words, render
from casework.access.reading_log import note_reading
from casework.history.case_record import Answered, CaseRecord
from casework.letters.notice_context import NoticeContext
from casework.office import Office
from casework.private_files import write_private
from casework.reports import goals, work_done
from casework.reports.statements import said
from domain.errors import Refused
from domain.events import FollowUpRecorded
from domain.values import Actor


def write_draft(office: Office, ref: str, path: Path, reader: Actor) -> None:
    """Write the draft, readable by its owner only. Who asks is written down first.

    Raises Refused for somebody who may not read the course and before it has a grant, UnknownCourse.
    """
    course = office.casebook.course(ref)
    if not course.periods:
        raise Refused("no-grant-yet", f"Sag {ref} har ingen bevilling endnu. Tag forløbet ind først.")
    note_reading(office, reader, "extension_draft", ref=ref)
    history = office.casebook.recorded(ref)
    text = extension_draft(office.context(course, history, history[-1]))
    write_private(path, f"{text}\n".encode())


def extension_draft(context: NoticeContext) -> str:
    """The draft as text."""
    return render("documents/extension_draft.txt", draft_values(context))


def draft_values(context: NoticeContext) -> dict[str, object]:
    """What the draft tells: what was granted and used, each goal with its latest answers, and what is left
    to do, each with the events it rests on. Nothing is concluded that a person did not say.
    """
    record, ladder = context.record, context.programme.grants.steps
    number = len(context.course.periods) + 1
    span = work_done.whole(record, max(context.today, context.course.periods[-1].ends_on))
    granted = work_done.hours_granted(record, span)
    used = work_done.hours_used(record, span, context.programme)
    return {
        "ref": context.course.ref,
        "today": context.today,
        "programme": context.programme.name,
        "mentor": context.mentor.name if context.mentor else "ikke fundet endnu",
        "coordinator": context.coordinator.name if context.coordinator else "ikke valgt endnu",
        "granted": granted,
        "used": used,
        "total_granted": total(granted),
        "total_used": drawn(used),
        "attendance": work_done.attendance(record, span),
        "number": number,
        "steps": len(ladder),
        "step": ladder[number - 1] if number <= len(ladder) else None,
        "goals": goals.goals_in_progress(record, context.programme),
        "needs": tuple(needs_of(record)),
    }


def needs_of(record: CaseRecord) -> Iterator[Statement]:
    """What the latest answers about each goal say is left, and what was written at the last follow-up."""
    for number, goal in enumerate(record.goals, start=1):
        answers = record.answers(goal.plan.id)
        if answers and not answers[-1].answer.reached:
            yield from _need(number, answers[-1])
    if latest := record.latest(FollowUpRecorded):
        seq, last = latest
        yield from said(record, last.comment, seq)


def _need(number: int, last: Answered) -> Iterator[Statement]:
    on = date_words(last.on)
    yield Statement(f"Mål {number} er ikke nået ved opfølgningen {on}.", last.seq)
    if last.answer.effort_sufficient is False:
        yield Statement(f"Indsatsen for mål {number} er ikke tilstrækkelig.", last.seq)
    if last.answer.more_needed:
        yield Statement(f"Der er brug for andet eller mere for at nå mål {number}.", last.seq)
