"""A new support period: the step of the ladder it is on, whether it fits, and who may grant it (S1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from domain.commands import DecideExtension
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding.context import Context
from domain.deciding.granting import deciders_of
from domain.deciding.intake import misfits
from domain.errors import Refused
from domain.events import Period
from domain.explain import danish_date
from domain.programme import Step
from domain.words import DECIDERS, listed


def steps_left(course: Course, ctx: Context) -> bool:
    """Whether the grant ladder has a step beyond the periods already granted."""
    return len(course.periods) < len(ctx.programme.grants.steps)


def not_decidable(
    course: Course, command: DecideExtension, ctx: Context, *, by_mail: bool = False
) -> Iterator[Refused]:
    """What speaks against who decides, and when. Only by its own signed mail does the jobcentre itself
    decide, without naming a role.
    """
    itself = by_mail and command.decider_role == "jobcentre"
    allowed = deciders_of(course, ctx.programme)
    if not itself and command.decider_role not in allowed:
        roles = listed(allowed, DECIDERS)
        yield Refused(
            "decider-role", f"Den registrerede rolle må ikke afgøre forlængelser her. Det må {roles}."
        )
    yield from ctx.in_the_future(command.decided_on, "Afgørelsen")


def not_grantable(
    course: Course, command: DecideExtension, matter: Matter, period: Period | None, ctx: Context
) -> Iterator[Refused]:
    """What speaks against granting the period (None: it is not given whole), whoever decides."""
    if period is None:
        yield Refused("period-missing", "En bevilget forlængelse skal have startdato, slutdato og timer.")
    if matter.special and not (command.reason or matter.reasoned):
        yield Refused(
            "special-reasons",
            "Trinnet er for helt særlige tilfælde og kræver en skriftlig begrundelse. Skriv den i "
            "afgørelsen, eller i et forslag (ProposeExtension), hvis den afgøres med formularen.",
        )
    if period is not None:
        yield from misfits_of(course, period, ctx)


def new_period(course: Course, command: DecideExtension, matter: Matter) -> Period | None:
    """The period that is granted, or None where its days or its hours are not given."""
    if command.starts_on is None or command.ends_on is None or command.hours is None:
        return None
    number, a_week = len(course.periods) + 1, command.hours_per_week
    return Period(number, command.starts_on, command.ends_on, command.hours, matter.special, a_week)


def misfits_of(course: Course, period: Period, ctx: Context) -> Iterator[Refused]:
    """What is wrong with a period after those there are, on the step that comes next."""
    last = course.periods[-1].ends_on
    if period.starts_on <= last:
        first = last + timedelta(days=1)
        yield Refused(
            "period-overlap",
            f"En ny periode begynder tidligst dagen efter den forrige: {danish_date(first)}. Ret datoen.",
        )
    yield from ladder_used(course, ctx)
    if steps_left(course, ctx):
        yield from misfits(period, step_of(course, ctx))


def ladder_used(course: Course, ctx: Context) -> Iterator[Refused]:
    """No step is left for a new period; another version may have a shorter ladder."""
    if not steps_left(course, ctx):
        yield Refused("ladder-used", "Alle bevillingstrin er brugt. Forløbet kan ikke forlænges yderligere.")


def step_of(course: Course, ctx: Context) -> Step:
    """The step a new period would be on, where one is left."""
    return ctx.programme.grants.steps[len(course.periods)]
