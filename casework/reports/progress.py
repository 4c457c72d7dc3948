"""The progress report to the jobcentre: one period, goal by goal (S0)."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from adapters.documents import ProgressReport, Statement
from adapters.templates import date_words, listed
from casework import names
from casework.history.case_record import CaseRecord
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.reports import goals, orders, work_done
from casework.reports.roles import weighted
from casework.reports.statements import said
from domain.events import FocusAreasSet, FollowUpRecorded, ProgressReportSent
from domain.values import Span


def progress_report(context: NoticeContext) -> ProgressReport:
    """The newest report up to the trigger, dated the day of that.

    Hours are those of the granted periods that the report touches, up to its last day, so that granted
    and used hours can be compared. Raises NothingToTell if no report was sent.
    """
    record = context.record
    latest = record.latest(ProgressReportSent)
    if latest is None:
        raise NothingToTell("Der er ikke sendt en progressionsrapport på forløbet.")
    seq, sent = latest
    approval = record.approval(sent)
    span = Span(sent.covers_from, sent.covers_to)
    granted = work_done.hours_granted(record, span)
    since = min((period.starts_on for period in granted), default=span.starts_on)
    return ProgressReport(
        ref=context.course.ref,
        programme=context.programme.title,
        controller=context.partner.name,
        supplier=context.supplier,
        mentor=context.staff.name_of(context.then.mentor),
        coordinator=context.staff.name_of(context.then.coordinator),
        citizen_name=record.discretion.name,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        dated_on=context.happened_on,
        tasks=orders.tasks(record, context.programme, span),
        draft=bool(sent.awaits) and approval is None,
        approved_by=names.actor_name(record.history[approval[0] - 1].actor) if approval else "",
        goals=goals.goals_in_progress(record, context.programme),
        hours_granted=granted,
        hours_used=work_done.hours_used(record, Span(since, span.ends_on), context.programme),
        hours_in_period=work_done.drawn(record, span),
        attendance=work_done.attendance(record, span),
        placement=said(record, sent.placement, seq),
        sufficiency=said(record, sent.summary, seq),
        recommendation=said(record, sent.recommendation, seq),
        citizen_comment=said(record, sent.citizen_comment, seq),
        roles=weighted(record, context.programme, span),
        focus=_focus(record, span),
        motivation=_motivation(record, span),
    )


def _focus(record: CaseRecord, span: Span) -> tuple[Statement, ...]:
    """The focus areas in force at some time of the period, each version with its days (S3)."""
    versions = list(record.of(FocusAreasSet))
    return tuple(
        Statement(record.discretion.clean(f"{_days(event)}: {listed(event.areas)}."), seq)
        for (seq, event), later in zip_longest(versions, versions[1:])
        if _in_force(event, later[1].from_on if later else None, span)
    )


def _in_force(event: FocusAreasSet, replaced_on: date | None, span: Span) -> bool:
    begun = event.from_on <= span.ends_on
    lasting = event.to_on is None or event.to_on >= span.starts_on
    return begun and lasting and (replaced_on is None or replaced_on > max(event.from_on, span.starts_on))


def _days(event: FocusAreasSet) -> str:
    until = f" til {date_words(event.to_on)}" if event.to_on else ""
    return f"Fra {date_words(event.from_on)}{until}"


def _motivation(record: CaseRecord, span: Span) -> tuple[Statement, ...]:
    """What was done to keep the motivation while the citizen took part in nothing (S3)."""
    return tuple(
        statement
        for seq, event in record.of(FollowUpRecorded)
        if event.held_on in span
        for statement in said(record, event.motivation_work, seq)
    )
