"""Progress reports: what they take from the log, what they must tell, and who approves them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.commands import SendProgressReport
from domain.course import Course
from domain.deciding.context import ONE_DAY, Context
from domain.deciding.matter import next_matter, opened
from domain.errors import Refused, refuse_all
from domain.events import Event, ProgressReportSent
from domain.explain import danish_date
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind


def report(course: Course, command: SendProgressReport, ctx: Context) -> tuple[Event, ...]:
    """Send the periodic report; hours and attendance come from the log (S0). Where the programme wants it
    approved, it waits as a draft in a matter of its own.
    """
    begun = (
        course.progress.reported_to + ONE_DAY if course.progress.reported_to else course.periods[0].starts_on
    )
    refuse_all((*_wrong_period(course, command, begun, ctx), *_placement_untold(course, command, begun, ctx)))
    waits = ctx.programme.reports.approval == "coordinator"
    sent = ProgressReportSent(
        number=course.progress.reports + 1,
        covers_from=begun,
        covers_to=command.covers_to,
        hours_granted=course.hours_granted,
        hours_used=course.hours_used,
        meetings=course.log.meetings,
        no_shows=course.log.no_shows,
        awaits=next_matter(course, MatterKind.REPORT_APPROVAL) if waits else "",
        summary=command.summary,
        placement=command.placement,
        recommendation=command.recommendation,
        citizen_comment=command.citizen_comment,
        timers=_next_report(course, ctx),
    )
    if not waits:
        return (sent,)
    return (sent, opened(course, MatterKind.REPORT_APPROVAL, ctx, cause=str(ctx.actor)))


def _next_report(course: Course, ctx: Context) -> tuple[Timer, ...]:
    """Without a consent that counts, nobody is reminded of reports: this one was for the citizen alone."""
    if course.consent.ended_on(ctx.today):
        return ()
    return ctx.next_time(course, TimerKind.PROGRESS_REPORT, ctx.today)


def _wrong_period(
    course: Course, command: SendProgressReport, begun: date, ctx: Context
) -> Iterator[Refused]:
    """A period that cannot be: it begins on the day after the last report, and that one is out of the way."""
    yield from ctx.in_the_future(command.covers_to, "Rapportens sidste dag")
    if course.open_matters(MatterKind.REPORT_APPROVAL):
        yield Refused("report-waiting", "Den forrige rapport venter på godkendelse. Få den afgjort først.")
    if command.covers_to < begun:
        yield Refused(
            "report-period", f"Rapporten skal dække dage efter den forrige, altså fra {danish_date(begun)}."
        )


def _placement_untold(
    course: Course, command: SendProgressReport, begun: date, ctx: Context
) -> Iterator[Refused]:
    """S0: where the citizen is in placement, as the log shows, the report tells how it goes there."""
    days = [one.on for one in course.log.worked if one.workplace and begun <= one.on <= command.covers_to]
    if ctx.programme.reports.placement_section and days and not command.placement:
        yield Refused(
            "placement-untold",
            f"Logbogen har arbejdspladsen med den {danish_date(max(days))}. Skriv afsnittet om praktikken.",
        )
