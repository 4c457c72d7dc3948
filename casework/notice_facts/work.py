"""Facts of the periodic work: appointments, reminders, progress reports, and a notice that cannot leave."""

from __future__ import annotations

from casework import names
from casework.letters.notice_context import Facts, NothingToTell, NoticeContext
from domain.calendar import local_day
from domain.deciding.follow_up import given_answers
from domain.events import AppointmentPlanned, MatterOpened, MatterSettled, ProgressReportSent, TimerFired
from domain.explain import length
from domain.matters import ANSWERED, MatterKind
from domain.notices import NoticeKind, stopped
from domain.timers import TimerKind


def appointment(context: NoticeContext) -> Facts:
    """When the appointment is, in days from today; nothing about what, where or with whom."""
    subject = fired(context).subject
    planned = {event.appointment: event for _, event in context.record.of(AppointmentPlanned)}
    if subject not in planned:
        raise NothingToTell("En påmindelse kræver en planlagt aftale på forløbet.")
    at = planned[subject].at
    days = (local_day(at) - context.today).days
    return Facts(neutral={"at": at, "relative": {0: "i dag", 1: "i morgen"}.get(days, "")})


def reminder(context: NoticeContext) -> Facts:
    """What is to be done by when, and the how-manieth reminder this is."""
    event = fired(context)
    return Facts(
        neutral={
            "duty": names.DUTIES[event.kind],
            "deadline_on": event.deadline_on,
            "overdue": event.deadline_on < context.today,
            "times": event.rung + 1,
        }
    )


def no_progress(context: NoticeContext) -> Facts:
    """How long nothing has moved, and by when the caseworker is asked to look at it; nothing about what."""
    event = context.trigger.event
    if not isinstance(event, MatterOpened):
        raise NothingToTell("Denne besked kræver et åbent punkt om manglende fremgang.")
    timer = context.timer(TimerKind.NO_PROGRESS, event.matter)
    window = context.programme.deadlines[TimerKind.PROGRESS_WINDOW]
    return Facts(
        neutral={
            "window": length(window.amount, window.unit),
            "deadline_on": timer.deadline_on if timer else context.today,
        }
    )


def plan_change(context: NoticeContext) -> Facts:
    """What of the plan is asked to be changed, by when the caseworker is asked to answer, and why, in the
    coordinator's words.
    """
    event = context.trigger.event
    if not isinstance(event, MatterOpened) or event.kind is not MatterKind.PLAN_DECISION:
        raise NothingToTell("Denne besked kræver et ønske om en ændring, som er sendt videre.")
    timer = context.timer(TimerKind.PLAN_DECISION, event.matter)
    return Facts(
        neutral={
            "about_what": names.PLAN_CHANGES[event.cause],
            "deadline_on": timer.deadline_on if timer else context.today,
        },
        personal={"why": context.record.discretion.clean(event.note)},
    )


def plan_answer(context: NoticeContext) -> Facts:
    """That there is an answer, and whether it was the jobcentre's; neither what was asked nor the answer."""
    event = context.trigger.event
    if not isinstance(event, MatterSettled) or event.kind not in ANSWERED:
        raise NothingToTell("Denne besked kræver et svar på et ønske om en ændring af planen.")
    return Facts(neutral={"decided": event.kind is MatterKind.PLAN_DECISION})


def progress_report(context: NoticeContext) -> Facts:
    """The period and the hours; the goals with their three answers, placement, and the citizen's comment."""
    latest = context.record.latest(ProgressReportSent)
    if latest is None:
        raise NothingToTell("Der er ikke sendt en progressionsrapport på forløbet.")
    report, clean = latest[1], context.record.discretion.clean
    return Facts(
        neutral={
            "covers_from": report.covers_from,
            "covers_to": report.covers_to,
            "hours_granted": report.hours_granted,
            "hours_used": report.hours_used,
            "shared": not any(
                stopped(NoticeKind.PROGRESS_REPORT, "jobcentre", course, context.today)
                for course in (context.then, context.course)
            ),
        },
        personal={
            "goals": _goals(context),
            "summary": clean(report.summary),
            "placement": clean(report.placement),
            "recommendation": clean(report.recommendation),
            "citizen_comment": clean(report.citizen_comment),
        },
    )


def delivery_held(context: NoticeContext) -> Facts:
    """Since when a notice of this course has waited."""
    return Facts(neutral={"held_since": context.trigger.at})


def fired(context: NoticeContext) -> TimerFired:
    """The trigger as a fired timer. Raises NothingToTell if something else caused the notice."""
    if not isinstance(context.trigger.event, TimerFired):
        raise NothingToTell("Denne slags besked udløses kun af en frist.")
    return context.trigger.event


def _goals(context: NoticeContext) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "text": context.record.discretion.clean(goal.words.text),
            "answers": _yes_or_no(context, goal.plan.id),
        }
        for number, goal in enumerate(context.record.goals, 1)
        if goal.dropped is None
    ]


def _yes_or_no(context: NoticeContext, goal: str) -> list[tuple[str, bool]]:
    """The programme's questions with the goal's latest answers; nothing before the first follow-up."""
    answers = context.record.answers(goal)
    given = given_answers(answers[-1].answer) if answers else {}
    questions = context.programme.follow_up.questions
    return [(one.text, given[one.code]) for one in questions if one.code in given]
