"""The closing report: the whole course, told from its history (S0: it is mandatory)."""

from __future__ import annotations

from adapters.documents import ClosingReport, Statement
from casework import names
from casework.history.case_record import CaseRecord
from casework.history.closing_words import Said, closing_words
from casework.letters.notice_context import NothingToTell, NoticeContext
from casework.reports import goals, matters, orders, overview, phases, work_done
from casework.reports.roles import weighted
from casework.reports.statements import said, sentence
from domain.events import CourseClosed

ROLE_PASSED = {
    "workplace": "En ansat på arbejdspladsen har overtaget mentors rolle.",
    "school": "En ansat på uddannelsesstedet har overtaget mentors rolle.",
}


def closing_report(context: NoticeContext) -> ClosingReport:
    """The report as it stood when the course was closed, and dated that day.

    Raises NothingToTell while the course is not closed.
    """
    record = context.record
    latest = record.latest(CourseClosed)
    if latest is None:
        raise NothingToTell("Den afsluttende rapport findes først, når forløbet er afsluttet.")
    seq, closed = latest
    ends_on = context.course.ended_on or closed.closed_on
    span = work_done.whole(record, ends_on)
    words = closing_words(record, seq, closed)
    return ClosingReport(
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
        reason=Statement(sentence(names.CLOSING_REASONS[closed.reason]), seq),
        outcome=Statement(names.OUTCOME_SENTENCES[closed.outcome], seq),
        review=_review(context, seq, closed),
        tasks=orders.tasks(record, context.programme, span),
        goals=goals.goals_with_results(record, context.programme, seq, closed),
        hours_granted=work_done.hours_granted(record, span),
        hours_used=work_done.hours_used(record, span, context.programme),
        attendance=work_done.attendance(record, span),
        deviations=matters.deviations(record),
        extensions=matters.extensions(record, context.decider_name),
        phases=phases.phases(record, closed.closed_on),
        manages_alone=_part(record, words["manages_alone"]),
        roles=weighted(record, context.programme, span),
        coping=_part(record, words["coping"]),
        hand_over=_hand_over(record, seq, closed, words["handover"]),
        considerations=_part(record, words["considerations"]),
        unresolved_needs=_part(record, words["unresolved"]),
        citizen_evaluation=_part(record, words["citizen_evaluation"]),
        head=record.history[-1].hash.hex(),
        events=len(record.history),
    )


def _part(record: CaseRecord, part: Said) -> tuple[Statement, ...]:
    return said(record, part.text, part.seq)


def _hand_over(record: CaseRecord, seq: int, closed: CourseClosed, part: Said) -> tuple[Statement, ...]:
    """What was handed over, and where staff took over the mentor's role (S4)."""
    passed = (Statement(ROLE_PASSED[closed.role_passed_to], seq),) if closed.role_passed_to else ()
    return (*passed, *_part(record, part))


def _review(context: NoticeContext, seq: int, closed: CourseClosed) -> tuple[Statement, ...]:
    record: CaseRecord = context.record
    finding = orders.placement_finding(closed, seq, context.programme)
    return (
        *said(record, closed.review, seq),
        *finding,
        *orders.order_taken(record),
        *orders.boundary_changed(record),
        *overview.overview(record, context.staff, context.decider_name),
    )
