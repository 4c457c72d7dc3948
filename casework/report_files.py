"""The reports of a course as files, for whoever asks for them by command."""

from __future__ import annotations

from pathlib import Path

from adapters.documents import (
    RenderedDocument,
    render_change_plan,
    render_closing_report,
    render_progress_report,
)
from casework.office import Office
from casework.private_files import write_private
from casework.reading_log import note_reading
from casework.reports import change_plan, closing_report, progress_report
from domain.errors import Refused
from domain.events import CourseClosed, ProgressReportSent
from domain.history import of_type
from domain.values import Actor


def closing_report_pdf(office: Office, ref: str) -> RenderedDocument:
    """The closing report as it was sent. Raises Refused while the course is not closed, UnknownCourse."""
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    closed = next(of_type(history, CourseClosed), None)
    if closed is None:
        raise Refused("not-closed", f"Sag {ref} er ikke afsluttet. Afslut den først: RecordClosing.")
    return render_closing_report(closing_report(office.context(course, history, closed[0])))


def progress_report_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest progress report, also while it waits for approval. Raises Refused, UnknownCourse."""
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    written = list(of_type(history, ProgressReportSent))
    if not written:
        raise Refused("no-report", f"Sag {ref} har ingen progressionsrapport endnu. Skriv den først.")
    return render_progress_report(progress_report(office.context(course, history, history[-1])))


def write_progress_report(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the newest progress report, readable by its owner only; gives the number of pages. Who asks is
    written down. Raises Refused also for somebody who may not read the course.
    """
    note_reading(office, reader, "progress_report", ref=ref)
    document = progress_report_pdf(office, ref)
    write_private(path, document.content)
    return document.pages


def change_plan_pdf(office: Office, ref: str) -> RenderedDocument:
    """The newest change plan, for citizen and mentor to sign. Raises Refused, UnknownCourse."""
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    if not course.written.change_plans:
        raise Refused("no-plan", f"Sag {ref} har ingen forandringsplan endnu. Lav den med AgreeChangePlan.")
    return render_change_plan(change_plan(office.context(course, history, history[-1])))


def write_change_plan(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the newest change plan, readable by its owner only; gives the number of pages. Who asks is
    written down. Raises Refused also for somebody who may not read the course.
    """
    note_reading(office, reader, "change_plan", ref=ref)
    document = change_plan_pdf(office, ref)
    write_private(path, document.content)
    return document.pages


def write_closing_report(office: Office, ref: str, path: Path, reader: Actor) -> int:
    """Write the report, readable by its owner only; gives the number of pages. Who asks is written down.

    Raises Refused also for somebody who may not read the course.
    """
    note_reading(office, reader, "closing_report", ref=ref)
    document = closing_report_pdf(office, ref)
    write_private(path, document.content)
    return document.pages
