"""Cards and tables that coordinators see in the Prefect UI: references, codes, dates and counts only."""

from __future__ import annotations

from datetime import timedelta

from adapters.templates import initial
from casework import names
from casework.course_card import duty_of, write_card
from casework.office import Office
from domain.calendar import local
from domain.course import Course
from domain.explain import danish_date

MOST_COURSES = 200
"""A table for people: beyond this many courses the nearest are shown, and a last line says so."""


def course_card(office: Office, ref: str) -> str:
    """The card of one course as markdown. Raises UnknownCourse."""
    course = office.casebook.course(ref)
    return write_card(course, office.programme_of(course), office.calendar_of(course), office.now)


def coming_due(office: Office, days: int = 14) -> list[dict[str, str]]:
    """What falls due within so many days, soonest first: one row per running timer."""
    until = office.now + timedelta(days=days)
    refs = office.casebook.due(until, MOST_COURSES + 1)
    courses = [office.casebook.course(ref) for ref in refs[:MOST_COURSES]]
    timers = [(timer, course) for course in courses for timer in course.running_timers()]
    timers = [item for item in timers if item[0].due_at <= until]
    rows = [
        _row(course, initial(duty_of(timer)), f"{danish_date(at.date())} kl. {at:%H.%M}")
        for timer, course in sorted(timers, key=lambda item: (item[0].due_at, item[1].ref, item[0].key))
        for at in (local(timer.due_at),)
    ]
    if len(refs) > MOST_COURSES:
        rows.append({"Hvornår": "…", "Sag": "flere forløb", "Hvad": "", "Fase": "", "Venter på": ""})
    return rows


def _row(course: Course, duty: str, when: str) -> dict[str, str]:
    return {
        "Hvornår": when,
        "Sag": course.ref,
        "Hvad": duty,
        "Fase": names.PHASES[course.phase],
        "Venter på": names.WAITING_ON[course.waiting_on],
    }
