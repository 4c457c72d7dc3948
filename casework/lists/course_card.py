"""The course card: how a course stands, on one page of markdown, without any personal data."""

from __future__ import annotations

from datetime import datetime

from adapters.templates import render
from casework import names
from casework.commands.before_acceptance import before_acceptance
from casework.names import orders as order_names
from casework.referrals import news
from domain.calendar import Calendar, local_day
from domain.corps.documents import Document
from domain.course import Course
from domain.course_parts import Matter
from domain.explain import explain_on
from domain.period_hours import standing
from domain.programme import Programme
from domain.timers import Timer

_BAR = 20


def write_card(
    course: Course,
    programme: Programme,
    calendar: Calendar,
    now: datetime,
    documents: frozenset[Document],
    substitution: str = "",
) -> str:
    """Phase, next deadline and why, hours used of granted, open matters. `now` is an instant (UTC);
    `documents` are the corps's that exist, and `substitution` says who stands in for the mentor today, if
    anybody does.
    """
    timers = [
        _timer(course, timer, programme, calendar) for timer in sorted(course.running_timers(), key=_due)
    ]
    granted, used = standing(course, local_day(now), programme.hours)
    share = int(used * 100 / granted) if granted else 0
    values = {
        "course": course,
        "phase": names.PHASES[course.phase],
        "waiting_on": names.WAITING_ON[course.waiting_on],
        "programme": programme.title,
        "substitution": substitution,
        "missing": names.parts(course.missing),
        "entitlement": order_names.ENTITLEMENTS[course.acceptance.entitlement],
        "before": before_acceptance(course, programme, calendar, now, documents),
        "reached": sum(goal.reached for goal in course.goals),
        "agreed": sum(not goal.dropped for goal in course.goals),
        "timers": timers,
        "next": timers[0] if timers else None,
        "matters": [_matter(matter) for matter in course.open_matters()] if course.is_open else [],
        "on_consent": news.exchanges_on_consent(),
        "used": used,
        "granted": granted,
        "share": share,
        "bar": _bar(share),
        "now": now,
    }
    return render("cards/course.txt", values) + "\n"


def duty_of(timer: Timer) -> str:
    """What the timer asks for, in Danish."""
    return names.DUTIES[timer.kind]


def _due(timer: Timer) -> tuple[datetime, str]:
    return timer.due_at, timer.key


def _timer(course: Course, timer: Timer, programme: Programme, calendar: Calendar) -> dict[str, object]:
    return {
        "due_at": timer.due_at,
        "duty": duty_of(timer),
        "subject": timer.subject,
        "why": explain_on(course, timer, programme, calendar),
    }


def _matter(matter: Matter) -> dict[str, object]:
    return {
        "id": matter.id,
        "kind": names.MATTERS[matter.kind],
        "status": names.MATTER_STATUS[matter.status],
        "opened_at": matter.opened_at,
        "rung": matter.rung,
        "news": news.came(matter.changed, matter.mail_id) if matter.changed else "",
    }


def _bar(share: int) -> str:
    full = min(_BAR, share * _BAR // 100)
    return "█" * full + "░" * (_BAR - full)
