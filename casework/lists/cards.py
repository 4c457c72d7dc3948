"""Cards and tables that coordinators see in the Prefect UI: references, codes, dates and counts only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adapters.templates import initial
from casework import names
from casework.corps.standing_in import away_now, substitution
from casework.keeping.retention import KEPT, retention_list
from casework.lists.course_card import duty_of, write_card
from casework.office import Office
from domain.calendar import local, local_day
from domain.corps.documents import not_in_place
from domain.course import Course
from domain.errors import MentorError
from domain.explain import danish_date
from domain.lifecycle import Phase
from models.listing import Wanted

MOST_COURSES = 200
"""A table for people: beyond this many courses the nearest are shown, and a last line says so."""


def course_card(office: Office, ref: str) -> tuple[int, str]:
    """The last event that the card of a course tells of, and the card as markdown. Raises UnknownCourse."""
    course = office.casebook.course(ref)
    rules = office.programme_of(course), office.calendar_of(course)
    documents = office.corps.documents.present()
    return course.seq, write_card(course, *rules, office.now, documents, substitution(office, course))


def remember_card(office: Office, ref: str, seq: int) -> None:
    """The card of a course is shown now, as it stands after event `seq`. Raises UnknownCourse."""
    standing = _standing(office, office.casebook.course(ref))
    office.shown_cards.remember(ref, seq, standing)


def outdated_cards(office: Office) -> list[str]:
    """Courses that have moved on since their card was written, or of which it says what is no event of
    theirs and has changed.
    """
    shown = office.shown_cards.standing()
    wanted = [Wanted(mentor=mentor, open_only=True) for mentor in away_now(office)]
    refs = {row.ref for one in wanted for row in office.casebook.courses(one)} | shown.keys()
    courses, _ = _readable(office, sorted(refs))
    changed = [one.ref for one in courses if _standing(office, one) != shown.get(one.ref, "")]
    return list(dict.fromkeys([*office.shown_cards.outdated(), *changed]))


def _standing(office: Office, course: Course) -> str:
    """What a card tells that is no event of the course: who stands in for the mentor, and what the corps
    lacks before it takes the citizen.
    """
    if course.phase is not Phase.RECEIVED:
        return substitution(office, course)
    required = office.programme_of(course).corps.required_documents
    lacking = not_in_place(required, office.corps.documents.present() if required else ())
    return " ".join(refusal.rule for refusal in lacking)


def coming_due(office: Office, days: int = 14) -> list[dict[str, str]]:
    """What falls due within so many days, soonest first: one row per running timer."""
    until = office.now + timedelta(days=days)
    refs = office.casebook.due(until, MOST_COURSES + 1)
    courses, unreadable = _readable(office, refs[:MOST_COURSES])
    timers = [(timer, course) for course in courses for timer in course.running_timers()]
    timers = [item for item in timers if item[0].due_at <= until]
    rows = [
        _row(course, initial(duty_of(timer)), f"{danish_date(at.date())} kl. {at:%H.%M}")
        for timer, course in sorted(timers, key=lambda item: (item[0].due_at, item[1].ref, item[0].key))
        for at in (local(timer.due_at),)
    ]
    rows = [_remark(ref, "forløbet kan ikke læses; se kontrollen") for ref in unreadable] + rows
    return [*rows, _remark("flere forløb", "")] if len(refs) > MOST_COURSES else rows


def retention_table(office: Office, days: int = 90) -> tuple[int, list[dict[str, str]]]:
    """How many files may be erased now, and a row for each that may be within so many days."""
    lines = retention_list(office, within=timedelta(days=days))
    today = local_day(office.now)
    rows = [
        {
            "Kan slettes": danish_date(line.due_on),
            "Sag": line.ref,
            "Kommune": line.controller,
            "Status": KEPT[line.state],
        }
        for line in lines[:MOST_COURSES]
    ]
    return sum(line.due_on <= today for line in lines), rows


def _readable(office: Office, refs: Sequence[str]) -> tuple[list[Course], list[str]]:
    """The courses, and the references of those that cannot be read: they must not hide the others."""
    courses, unreadable = [], []
    for ref in refs:
        try:
            courses.append(office.casebook.course(ref))
        except MentorError:
            unreadable.append(ref)
    return courses, unreadable


def _remark(ref: str, told: str) -> dict[str, str]:
    return {"Hvornår": "…", "Sag": ref, "Hvad": told, "Fase": "", "Venter på": ""}


def _row(course: Course, duty: str, when: str) -> dict[str, str]:
    return {
        "Hvornår": when,
        "Sag": course.ref,
        "Hvad": duty,
        "Fase": names.PHASES[course.phase],
        "Venter på": names.WAITING_ON[course.waiting_on],
    }
