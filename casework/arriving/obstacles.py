"""Which courses a mail in quarantine concerns, and what keeps each of them from taking it in."""

from __future__ import annotations

from dataclasses import dataclass

from casework.arriving.later_mail import MAILROOM, LaterMail, courses_concerned, news_in
from casework.office import Office
from domain.course import Course
from domain.decide import decide
from domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Concerned:
    """A course that a mail is about, and the rule's own sentence where it cannot take the mail in."""

    ref: str
    obstacle: str = ""


def concerned(office: Office, mail: LaterMail) -> tuple[Concerned, ...]:
    """The citizen's open courses, each with what stands in the way; nothing is written."""
    return tuple(
        Concerned(course.ref, _obstacle(office, course, mail)) for course in courses_concerned(office, mail)
    )


def _obstacle(office: Office, course: Course, mail: LaterMail) -> str:
    news = news_in(course, office.casebook.recorded(course.ref), mail)
    programme, calendar = office.programme_of(course), office.calendar_of(course)
    try:
        decide(course, news, office.now, programme, calendar, actor=MAILROOM)
    except Refused as refused:
        return refused.message
    return ""
