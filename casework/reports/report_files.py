"""The reports of a course as files, for whoever asks for them by command or on a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from adapters.documents import (
    RenderedDocument,
    render_change_plan,
    render_closing_report,
    render_minutes,
    render_progress_report,
)
from casework.access.reading_log import must_be_allowed, note_reading
from casework.history.case_record import CaseRecord
from casework.letters.notice_context import NoticeContext
from casework.office import Office
from casework.private_files import write_private
from casework.reports import change_plan, closing_report, minutes, progress_report
from domain.errors import Refused
from domain.events import ChangePlanAgreed, CourseClosed, Event, MinutesRecorded, ProgressReportSent
from domain.history import Recorded, of_type
from domain.values import Actor

Rendering = Callable[[Office, str], RenderedDocument]


def closing_report_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest closing report as it was sent; a course that was reopened may have had an earlier one.

    Raises Refused while the course is not closed, UnknownCourse.
    """
    missing = Refused("not-closed", f"Sag {ref} er ikke afsluttet. Afslut den først: RecordClosing.")
    return render_closing_report(closing_report(_newest(office, ref, CourseClosed, missing)))


def progress_report_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest progress report as it was written, also while it waits for approval; what happened later is
    not in it, but for the approval. Raises Refused, UnknownCourse.
    """
    missing = Refused("no-report", f"Sag {ref} har ingen progressionsrapport endnu. Skriv den først.")
    return render_progress_report(progress_report(_newest(office, ref, ProgressReportSent, missing)))


def change_plan_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest change plan, for citizen and mentor to sign. Raises Refused, UnknownCourse."""
    text = f"Sag {ref} har ingen forandringsplan endnu. Lav den med AgreeChangePlan."
    return render_change_plan(change_plan(_newest(office, ref, ChangePlanAgreed, Refused("no-plan", text))))


def minutes_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest minutes of a three-party meeting, as they were sent. Raises Refused, UnknownCourse."""
    missing = Refused("no-minutes", f"Sag {ref} har intet referat endnu. Skriv det først.")
    return render_minutes(minutes(_newest(office, ref, MinutesRecorded, missing)))


def _newest(office: Office, ref: str, kind: type[Event], missing: Refused) -> NoticeContext:
    """The course as it stood when its newest event of that kind happened, or was approved."""
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    written = list(of_type(history, kind))
    if not written:
        raise missing
    trigger, event = written[-1]
    return office.context(course, history, _approval(history, event) or trigger)


def _approval(history: Sequence[Recorded], event: Event) -> Recorded | None:
    """What approved a report that waited for it."""
    found = CaseRecord(history).approval(event) if isinstance(event, ProgressReportSent) else None
    return history[found[0] - 1] if found else None


def write_progress_report(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the newest progress report as `_write` does; gives the number of pages."""
    return _write(office, ref, path, reader, "progress_report", progress_report_pdf)


def write_change_plan(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the newest change plan as `_write` does; gives the number of pages."""
    return _write(office, ref, path, reader, "change_plan", change_plan_pdf)


def write_closing_report(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the newest closing report as `_write` does; gives the number of pages."""
    return _write(office, ref, path, reader, "closing_report", closing_report_pdf)


def _shown(office: Office, ref: str, reader: Actor, what: str, rendering: Rendering) -> RenderedDocument:
    """A report. Who gets it is written down before she does, and not where there is nothing to get. Raises
    Refused also for somebody who may not read the course.
    """
    must_be_allowed(office, reader, what, ref)
    document = rendering(office, ref)
    note_reading(office, reader, what, ref=ref)
    return document


def _write(office: Office, ref: str, path: Path, reader: Actor, what: str, rendering: Rendering) -> int:
    """Write a report, readable by its owner only; no file is there before its reader is written down."""
    document = _shown(office, ref, reader, what, rendering)
    write_private(path, document.content)
    return document.pages
