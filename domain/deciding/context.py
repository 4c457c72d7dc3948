"""What every rule is given: the moment, the programme, the calendar and the actor, and how timers are set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from domain.calendar import Calendar, local_day
from domain.corps.documents import Document
from domain.course import Course
from domain.errors import Refused, refuse_all
from domain.events import Event
from domain.ladders import rings_at
from domain.programme import Programme
from domain.timers import Timer, TimerKind, Why, count
from domain.values import Actor

NO_DOCUMENTS: frozenset[Document] = frozenset()


class Decision(Struct, frozen=True):
    """The events of a decision, and the course that they lead to: always their fold."""

    events: tuple[Event, ...]
    course: Course


class Context(Struct, frozen=True):
    """The circumstances of a decision. `now` is an instant (UTC); `today` is the Danish day.

    `was` is the version of the programme that the course leaves, where it moves to another one. `documents`
    are the corps's standing documents that exist (S3).
    """

    now: datetime
    programme: Programme
    calendar: Calendar
    actor: Actor
    was: Programme | None = None
    documents: frozenset[Document] = NO_DOCUMENTS

    @property
    def today(self) -> date:
        """The Danish calendar day of `now`."""
        return local_day(self.now)

    def timer(self, kind: TimerKind, base_on: date, subject: str = "") -> Timer:
        """A timer at its first rung, counted from `base_on` by the programme's deadline of that kind."""
        return self.counted(kind, self.programme.deadlines[kind].counted_from(base_on), subject)

    def counted(self, kind: TimerKind, why: Why, subject: str = "") -> Timer:
        """A timer at its first rung whose deadline is counted otherwise than the programme's."""
        return self.at_rung(Timer(kind, self.now, count(why, self.calendar), why, 0, subject), 0)

    def next_time(self, course: Course, kind: TimerKind, done_on: date) -> tuple[Timer, ...]:
        """The timer for the next time of something periodic that was done on `done_on`.

        None unless it moves the deadline on: what is entered late does not call for what has been done
        since, and a rung that has fired never comes back.
        """
        timer, running = self.timer(kind, done_on), course.timer(kind)
        return () if running and timer.deadline_on <= running.deadline_on else (timer,)

    def at_rung(self, timer: Timer, rung: int) -> Timer:
        """The same timer at another rung of its ladder; past the last one the last rung repeats."""
        due_at = rings_at(timer, rung, self.programme.deadlines[timer.kind], self.calendar)
        return Timer(timer.kind, due_at, timer.deadline_on, timer.why, rung, timer.subject, timer.clock)

    def after_firing(self, timer: Timer) -> Timer | None:
        """The timer's next rung, or None where its ladder ends."""
        following = self._next_rung(timer)
        if following is None or following.rung < len(self.programme.deadlines[timer.kind].rungs):
            return following
        return self.ahead(following)  # after a standstill a repetition is not sent many times over

    def ahead(self, timer: Timer) -> Timer | None:
        """The timer at its first rung, from its own on, that lies ahead; None where its ladder ends."""
        rung: Timer | None = timer
        while rung and rung.due_at <= self.now:
            rung = self._next_rung(rung)
        return rung

    def _next_rung(self, timer: Timer) -> Timer | None:
        deadline = self.programme.deadlines[timer.kind]
        last = timer.rung + 1 >= len(deadline.rungs)
        return None if last and deadline.repeat_every is None else self.at_rung(timer, timer.rung + 1)

    def not_later_than_today(self, day: date, what: str) -> None:
        """Refuse a day that has not come yet. Raises Refused."""
        refuse_all(self.in_the_future(day, what))

    def in_the_future(self, day: date, what: str) -> Iterator[Refused]:
        """What speaks against a day that has not come yet."""
        if day > self.today:
            yield Refused("not-in-the-future", f"{what} kan ikke ligge i fremtiden. Ret datoen.")


ONE_DAY = timedelta(days=1)
