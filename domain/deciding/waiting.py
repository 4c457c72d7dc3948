"""A course that is taken on and has no mentor yet: the jobcentre is told why, and until when."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import PutOnWaitingList
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, PlacedOnWaitingList
from domain.explain import danish_date
from domain.timers import Timer, TimerKind, Unit, Why


def put_on_waiting_list(course: Course, command: PutOnWaitingList, ctx: Context) -> tuple[Event, ...]:
    """Tell the jobcentre that the citizen waits (S3: the corps's intake). The search for a mentor is due
    again on the expected day, or after the programme's time; first contact counts from then. A long wait is
    looked at meanwhile, and its reason told again.
    """
    refuse_all(_wrong_day(course, command, ctx))
    search = _search(command, ctx)
    placed = PlacedOnWaitingList(
        reason=command.reason,
        placed_on=ctx.today,
        expected_on=command.expected_on,
        timers=(search, ctx.timer(TimerKind.FIRST_CONTACT, search.deadline_on), *_meanwhile(search, ctx)),
        cleared=(TimerKind.WAITING_REVIEW.value,),
    )
    return (placed,)


def _wrong_day(course: Course, command: PutOnWaitingList, ctx: Context) -> Iterator[Refused]:
    expected_on = command.expected_on
    if expected_on and expected_on <= ctx.today:
        yield Refused(
            "waiting-expected", "Den dag, der ventes en mentor, skal ligge frem i tiden. Ret datoen."
        )
    ends_on = course.periods[-1].ends_on
    if expected_on and expected_on > ends_on:
        yield Refused(
            "waiting-past-grant",
            f"Bevillingen udløber {danish_date(ends_on)}, før der ventes en mentor. Sig det til jobcenteret.",
        )


def _search(command: PutOnWaitingList, ctx: Context) -> Timer:
    if command.expected_on is None:
        return ctx.timer(TimerKind.MATCHING, ctx.today)
    return ctx.counted(TimerKind.MATCHING, Why(command.expected_on, 0, Unit.DAYS))


def _meanwhile(search: Timer, ctx: Context) -> tuple[Timer, ...]:
    """Where the search is due again only long from now, somebody looks at the waiting before that (local)."""
    review = ctx.timer(TimerKind.WAITING_REVIEW, ctx.today)
    return (review,) if review.deadline_on < search.deadline_on else ()
