"""What stands in the way of an order, told before anybody tries: each rule with its cure."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Calendar
from domain.commands import AcceptReferral
from domain.corps.documents import Document
from domain.course import Course
from domain.deciding.acceptance import unmet
from domain.deciding.context import Context
from domain.deciding.tasks import changed_order
from domain.lifecycle import Phase
from domain.programme import Programme
from domain.values import Actor, Role

SOMEBODY = Actor(Role.COORDINATOR, "somebody")


def before_acceptance(
    course: Course,
    programme: Programme,
    calendar: Calendar,
    now: datetime,
    documents: frozenset[Document],
) -> tuple[str, ...]:
    """What the coordinator must say or have changed, in Danish and without personal data; `now` is UTC,
    `documents` are the corps's that exist (S3).

    Of a course that is taken on: what a mentor may not do of an order that was changed since. Empty where
    nothing is in the way.
    """
    if course.periods and course.is_open:
        return tuple(refusal.message for refusal in changed_order(course, programme))
    if course.phase is not Phase.RECEIVED or course.grant is None:
        return ()
    context = Context(now, programme, calendar, SOMEBODY, documents=documents)
    plain = AcceptReferral(coordinator=SOMEBODY.id)
    return tuple(refusal.message for refusal in unmet(course, course.grant, plain, context))
