"""Days that cannot be: what happened on a course cannot have happened before it, and a goal lies ahead.

Deadlines are counted from such days, so a slip of the year would make all of them wrong at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from domain import commands as c
from domain.calendar import local_day
from domain.course import Course
from domain.errors import Refused
from domain.explain import danish_date

HAPPENED: Mapping[type[c.Command], tuple[str, Callable[[Any], date]]] = {
    c.RecordContactAttempt: ("Kontaktforsøget", lambda one: local_day(one.attempted_at)),
    c.RecordFirstMeeting: ("Det første møde", lambda one: one.held_on),
    c.RecordFollowUp: ("Opfølgningen", lambda one: one.held_on),
    c.RecordMinutes: ("Trepartsmødet", lambda one: one.held_on),
    c.AgreeChangePlan: ("Forandringsplanen", lambda one: one.agreed_on),
    c.ReportDeviation: ("Fravigelsen", lambda one: local_day(one.occurred_at)),
}
"""What happened, and on which Danish day. An agreement may be older: it is the jobcentre's."""


def impossible_days(course: Course | None, command: c.Command, today: date) -> Iterator[Refused]:
    """What speaks against the days a command names."""
    if course is None:
        return
    what, day_of = HAPPENED.get(type(command), ("", None))
    first = first_day(course)
    if day_of is not None and day_of(command) < first:
        yield Refused(
            "before-the-course", f"{what} ligger før forløbet, som begynder {danish_date(first)}. Ret datoen."
        )
    if any(day < today for day in _goals_days(command)):
        yield Refused("goal-date", "Et mål skal nås en dag, der ikke er passeret. Ret datoen.")


def first_day(course: Course) -> date:
    """The first day on which something can have happened: the referral came, or the grant begins."""
    received = local_day(course.received_at)
    begins = course.periods[0].starts_on if course.periods else received
    return min(received, begins)


def _goals_days(command: c.Command) -> Iterator[date]:
    if isinstance(command, c.AgreeGoals):
        yield from (goal.target_on for goal in command.goals)
    if isinstance(command, c.ReviseGoal) and command.target_on is not None:
        yield command.target_on
