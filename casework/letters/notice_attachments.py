"""The reports that travel with a notice, as PDF files whose names say nothing about the citizen."""

from __future__ import annotations

from adapters import documents
from casework.letters.notice_context import NoticeContext
from casework.reports import closing_report, minutes, progress_report
from domain.notices import NoticeKind

PDF = "application/pdf"


def attachments_for(kind: NoticeKind, context: NoticeContext) -> list[tuple[str, str, bytes]]:
    """File name, media type and content of each report the notice carries; the same for every recipient."""
    name = context.course.ref
    if kind is NoticeKind.PROGRESS_REPORT:
        report = progress_report(context)
        content = documents.render_progress_report(report).content
        return [(f"{name}-progressionsrapport.pdf", PDF, content)]
    if kind is NoticeKind.MEETING_MINUTES:
        content = documents.render_minutes(minutes(context)).content
        return [(f"{name}-referat.pdf", PDF, content)]
    if kind is NoticeKind.CLOSING_REPORT:
        content = documents.render_closing_report(closing_report(context)).content
        return [(f"{name}-afsluttende-rapport.pdf", PDF, content)]
    return []
