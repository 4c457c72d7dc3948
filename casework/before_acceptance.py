"""What stands in the way of taking a course on, told before anybody tries: each rule with its cure."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import Calendar
from domain.commands import AcceptReferral
from domain.course import Course
from domain.deciding.acceptance import unmet
from domain.deciding.context import Context
from domain.lifecycle import Phase
from domain.programme import Programme
from domain.values import Actor, Role

SOMEBODY = Actor(Role.COORDINATOR, "somebody")


def before_acceptance(
    course: Course, programme: Programme, calendar: Calendar, now: datetime
) -> tuple[str, ...]:
    """What the coordinator must say or have changed, in Danish and without personal data; `now` is UTC.

    Empty where nothing is in the way, or where the course is not waiting to be taken on.
    """
    if course.phase is not Phase.RECEIVED or course.grant is None:
        return ()
    context = Context(now, programme, calendar, SOMEBODY)
    plain = AcceptReferral(coordinator=SOMEBODY.id)
    return tuple(refusal.message for refusal in unmet(course, course.grant, plain, context))
