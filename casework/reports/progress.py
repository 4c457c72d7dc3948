"""The progress report to the jobcentre: one period, goal by goal (S0)."""

from __future__ import annotations

from adapters.documents import ProgressReport
from casework.notice_context import NothingToTell, NoticeContext
from casework.reports import goals, orders, work_done
from casework.reports.statements import said
from domain.events import ProgressReportSent
from domain.values import Span


def progress_report(context: NoticeContext) -> ProgressReport:
    """The newest report up to the trigger, dated the Danish day of `context.now`.

    Hours are those of the granted periods that the report touches, up to its last day, so that granted
    and used hours can be compared. Raises NothingToTell if no report was sent.
    """
    record = context.record
    latest = record.latest(ProgressReportSent)
    if latest is None:
        raise NothingToTell("Der er ikke sendt en progressionsrapport på forløbet.")
    seq, sent = latest
    span = Span(sent.covers_from, sent.covers_to)
    granted = work_done.hours_granted(record, span)
    since = min((period.starts_on for period in granted), default=span.starts_on)
    return ProgressReport(
        ref=context.course.ref,
        programme=context.programme.name,
        controller=context.partner.name,
        supplier=context.supplier,
        mentor=context.staff.name_of(context.then.mentor),
        coordinator=context.staff.name_of(context.then.coordinator),
        citizen_name=record.discretion.name,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        dated_on=context.today,
        tasks=orders.tasks(record, context.programme, span),
        goals=goals.goals_in_progress(record),
        hours_granted=granted,
        hours_used=work_done.hours_used(record, Span(since, span.ends_on)),
        attendance=work_done.attendance(record, span),
        placement=said(record, sent.placement, seq),
        sufficiency=said(record, sent.summary, seq),
        recommendation=said(record, sent.recommendation, seq),
        citizen_comment=said(record, sent.citizen_comment, seq),
    )
