"""The minutes of a three-party meeting, as they are sent."""

from __future__ import annotations

from adapters.documents import Minutes, Statement
from adapters.templates import date_words, initial, listed
from casework.history.case_record import CaseRecord
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.names import minutes as minute_names
from casework.reports.statements import said
from domain.events import MinutesRecorded, NextStep


def minutes(context: NoticeContext) -> Minutes:
    """The newest minutes up to the trigger, dated the day of that.

    Raises NothingToTell where there are none.
    """
    record = context.record
    latest = record.latest(MinutesRecorded)
    if latest is None:
        raise NothingToTell("Der er ikke skrevet et referat på forløbet.")
    seq, event = latest
    clean = record.discretion.clean
    return Minutes(
        ref=context.course.ref,
        programme=context.programme.name,
        controller=context.partner.name,
        supplier=context.supplier,
        citizen_name=record.discretion.name,
        held_on=event.held_on,
        dated_on=context.happened_on,
        participants=initial(listed(minute_names.participants(event.participants))),
        next_meeting_on=event.next_meeting_on,
        absent=said(record, event.absent_because, seq),
        summary=said(record, event.summary, seq),
        agreements=tuple(Statement(clean(text), seq) for text in event.agreements),
        next_steps=tuple(_step(record, step, seq) for step in event.next_steps),
        citizen_comment=said(record, event.citizen_comment, seq),
    )


def _step(record: CaseRecord, step: NextStep, seq: int) -> Statement:
    who = initial(minute_names.PARTICIPANTS[step.who])
    until = f" (senest {date_words(step.by_on)})" if step.by_on else ""
    text = step.step.rstrip(".") if until else step.step
    return Statement(record.discretion.clean(f"{who}: {text}{until}"), seq)
