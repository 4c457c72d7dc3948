"""The periodic work: appointments, meetings with hours, follow-ups and progress reports."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from domain.calendar import instant_at, local_day
from domain.commands import PlanAppointment, RecordFollowUp, RecordMeeting, SendProgressReport
from domain.course import Course, Worked
from domain.deciding import deviation, extension, phase_out
from domain.deciding.context import ONE_DAY, Context
from domain.errors import Refused
from domain.events import (
    AppointmentPlanned,
    Event,
    FollowUpRecorded,
    MeetingRecorded,
    ProgressReportSent,
)
from domain.explain import danish_date
from domain.lifecycle import Phase
from domain.logbook import DESK
from domain.timers import Timer, TimerKind, Unit, Why

ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")


def plan(course: Course, command: PlanAppointment, ctx: Context) -> tuple[Event, ...]:
    """Plan or move an appointment; the citizen is reminded neutrally the working day before."""
    if command.at <= ctx.now:
        raise Refused(
            "appointment-past", "Aftalen ligger i fortiden. Vælg et tidspunkt, der ikke er passeret."
        )
    open_ids = {name for name, _ in course.appointments}
    if command.replaces and command.replaces not in open_ids:
        raise Refused("appointment-unknown", "Den aftale, der skal flyttes, findes ikke eller er afholdt.")
    name = f"a{course.appointments_made + 1}"
    planned = AppointmentPlanned(
        appointment=name,
        at=command.at,
        form=command.form,
        replaces=command.replaces,
        interpreter=command.interpreter,
        place=command.place,
        timers=_appointment_timer(name, command.at, ctx),
        cleared=(f"{TimerKind.APPOINTMENT}:{command.replaces}",) if command.replaces else (),
    )
    return (planned,)


def meet(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Event, ...]:
    """Log a meeting. A no-show takes no hours and is a deviation where the programme says so (S2, local);
    using up the granted hours opens an extension review, or where no step is left, the phase-out.
    """
    hours = _hours(course, command, ctx)
    recorded = MeetingRecorded(
        entry=course.entries + 1,
        held_on=command.held_on,
        starts=command.starts,
        ends=command.ends,
        mentor=course.mentor,
        category=command.category,
        hours=hours,
        form=command.form,
        attendance=command.attendance,
        shown=command.shown,
        appointment=command.appointment,
        goals=command.goals,
        corrects=command.corrects,
        observation_kinds=command.observation_kinds,
        observation=command.observation,
        assessment=command.assessment,
        comment=command.comment,
        timers=_three_party(course, command, ctx),
        cleared=(f"{TimerKind.APPOINTMENT}:{command.appointment}",) if command.appointment else (),
    )
    used = course.hours_used + hours - _taken_back(course, command.corrects)
    return (recorded, *_no_show(course, command, ctx), *_hours_used_up(course, used, ctx))


def follow_up(course: Course, command: RecordFollowUp, ctx: Context) -> tuple[Event, ...]:
    """Answer the three questions for every goal still open (S0) and plan the next follow-up."""
    ctx.not_later_than_today(command.held_on, "Opfølgningen")
    known = {goal.id for goal in course.goals}
    answered = [answer.goal for answer in command.answers]
    if set(answered) - known or len(set(answered)) != len(answered):
        raise Refused("unknown-goal", "Opfølgningen nævner et mål, der ikke findes, eller et mål to gange.")
    open_goals = {goal.id for goal in course.goals if not goal.reached} - set(answered)
    if open_goals:
        raise Refused("goal-unanswered", f"Opfølgningen mangler svar for {', '.join(sorted(open_goals))}.")
    recorded = FollowUpRecorded(
        number=course.follow_ups + 1,
        held_on=command.held_on,
        answers=command.answers,
        reached=tuple(answer.goal for answer in command.answers if answer.reached),
        comment=command.comment,
        timers=ctx.next_time(course, TimerKind.FOLLOW_UP, command.held_on),
    )
    return (recorded,)


def report(course: Course, command: SendProgressReport, ctx: Context) -> tuple[Event, ...]:
    """Send the periodic report; hours and attendance come from the log (S0)."""
    ctx.not_later_than_today(command.covers_to, "Rapportens sidste dag")
    begun = course.last_report_on + ONE_DAY if course.last_report_on else course.periods[0].starts_on
    if command.covers_to < begun:
        raise Refused(
            "report-period", f"Rapporten skal dække dage efter den forrige, altså fra {danish_date(begun)}."
        )
    sent = ProgressReportSent(
        number=course.reports + 1,
        covers_from=begun,
        covers_to=command.covers_to,
        hours_granted=course.hours_granted,
        hours_used=course.hours_used,
        meetings=course.meetings,
        no_shows=course.no_shows,
        summary=command.summary,
        placement=command.placement,
        recommendation=command.recommendation,
        citizen_comment=command.citizen_comment,
        timers=ctx.next_time(course, TimerKind.PROGRESS_REPORT, ctx.today),
    )
    return (sent,)


def _appointment_timer(name: str, at: datetime, ctx: Context) -> tuple[Timer, ...]:
    """The appointment's first rung that has not passed already, if there is one."""
    day = local_day(at)
    timer = Timer(TimerKind.APPOINTMENT, at, day, Why(day, 0, Unit.DAYS), 0, name)
    ahead = ctx.ahead(ctx.at_rung(timer, 0))
    return (ahead,) if ahead else ()


def _hours(course: Course, command: RecordMeeting, ctx: Context) -> Decimal:
    """The hours of the entry, measured between instants so that a clock change is counted right."""
    ctx.not_later_than_today(command.held_on, "Mødet")
    if command.category not in ctx.programme.work.categories:
        known = ", ".join(ctx.programme.work.categories)
        raise Refused("hours-category", f"Timekategorien findes ikke i programmet. Vælg en af: {known}.")
    if unknown := set(command.goals) - {goal.id for goal in course.goals}:
        raise Refused("unknown-goal", f"Mødet nævner {len(unknown)} mål, der ikke findes. Brug fx g1.")
    if command.appointment and command.appointment not in {name for name, _ in course.appointments}:
        raise Refused("appointment-unknown", "Aftalen findes ikke eller er allerede afholdt.")
    _correctable(course, command.corrects)
    if command.form == DESK and (command.attendance != "present" or command.appointment):
        raise Refused("desk-work", "Arbejde uden borgeren har ikke fremmøde eller en aftale. Ret formen.")
    if command.attendance != "present":
        return ZERO
    _granted(course, command.held_on)
    _free(course, command)
    return _length(command.held_on, command.starts, command.ends)


def _length(day: date, starts: time, ends: time) -> Decimal:
    minutes = (instant_at(day, ends) - instant_at(day, starts)).total_seconds() / 60
    if minutes <= 0:
        raise Refused("meeting-order", "Mødet slutter, før det begynder. Ret klokkeslættene.")
    return (Decimal(int(minutes)) / 60).quantize(HUNDREDTH, ROUND_HALF_UP)


def _correctable(course: Course, entry: int | None) -> None:
    if entry is not None and entry not in {worked.entry for worked in course.worked}:
        raise Refused("correction-unknown", "Notatet, der skal rettes, findes ikke eller er allerede rettet.")


def _granted(course: Course, day: date) -> None:
    """Hours count only on granted days: after the end of a grant none accrue (outside)."""
    if not any(period.starts_on <= day <= period.ends_on for period in course.periods):
        raise Refused(
            "outside-grant", "Dagen ligger uden for bevillingen; der kan ikke føres timer på den. Ret datoen."
        )


def _free(course: Course, command: RecordMeeting) -> None:
    """Refuse hours that overlap others already logged, unless the entry corrects exactly that one."""
    for worked in course.worked:
        if worked.attendance == "present" and worked.entry != command.corrects and _overlap(worked, command):
            raise Refused(
                "hours-overlap", f"Tiden overlapper logbogsnotat nr. {worked.entry}. Ret klokkeslættene."
            )


def _overlap(worked: Worked, command: RecordMeeting) -> bool:
    return worked.on == command.held_on and worked.starts < command.ends and command.starts < worked.ends


def _three_party(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Timer, ...]:
    """The next three-party meeting; after the end of the support there is none."""
    if command.form != "three_party" or command.attendance != "present" or course.phase is Phase.CLOSING:
        return ()
    return ctx.next_time(course, TimerKind.THREE_PARTY_MEETING, command.held_on)


def _no_show(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Event, ...]:
    if command.attendance != "no_show" or not ctx.programme.work.no_show_is_deviation:
        return ()
    return (deviation.of_no_show(course, command, ctx),)


def _taken_back(course: Course, corrects: int | None) -> Decimal:
    return sum((worked.hours for worked in course.worked if worked.entry == corrects), ZERO)


def _hours_used_up(course: Course, used: Decimal, ctx: Context) -> tuple[Event, ...]:
    """Act on the entry that takes the last granted hours (local), and on none after it: a refused
    extension is not asked for again with every further meeting.
    """
    crossed = course.hours_used < course.hours_granted <= used
    if not crossed or course.open_matters("extension"):
        return ()
    if extension.may_open(course, ctx):
        return (extension.review(course, "hours", used, ctx),)
    return (phase_out.start(course, "hours"),) if phase_out.may_start(course) else ()
