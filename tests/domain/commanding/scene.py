"""What a command is made for: a course as it stands, the clock, and the programme's own lists."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from domain import commands as c
from domain.calendar import local_day
from domain.course import Course
from domain.programme import Programme

STAFF = st.sampled_from(["amira", "bo", "kirsten"])
NOTES = st.sampled_from(["", "En bemærkning."])


@dataclass(frozen=True, slots=True)
class Scene:
    """One course at one instant (UTC) under its programme."""

    course: Course
    now: datetime
    programme: Programme

    @property
    def today(self) -> date:
        """The Danish day."""
        return local_day(self.now)

    def around(self, before: int, after: int) -> st.SearchStrategy[date]:
        """Days around today."""
        return days(self.today, before, after)

    def lately(self, before: int) -> st.SearchStrategy[date]:
        """A day up to today, rarely tomorrow."""
        return rarely(self.around(before, 0), st.just(self.today + timedelta(days=1)))

    def instants(self, first: int, last: int) -> st.SearchStrategy[datetime]:
        """Instants so many hours from now."""
        return st.integers(first, last).map(lambda hours: self.now + timedelta(hours=hours))

    def goal(self) -> st.SearchStrategy[str]:
        """A goal of the course, now and then one it does not have."""
        return mostly([goal.id for goal in self.course.goals], "g99")

    def matter(self, kind: str, other: str) -> st.SearchStrategy[str]:
        """A matter of that kind, an open one where there is one; rarely any, or one that is not there."""
        fitting = [matter.id for matter in self.course.matters if matter.kind == kind]
        waiting = [matter.id for matter in self.course.open_matters(kind)]
        every = [matter.id for matter in self.course.matters]
        return rarely(st.sampled_from(waiting or fitting or [other]), st.sampled_from([*every, other]))

    def appointment(self) -> st.SearchStrategy[str]:
        """A planned appointment, now and then one that is not there."""
        return mostly([name for name, _ in self.course.appointments], "a99")

    def entry(self) -> st.SearchStrategy[int]:
        """A log-book entry, now and then one that is not there."""
        return mostly([worked.entry for worked in self.course.log.worked], 99)

    def tasks(self) -> st.SearchStrategy[tuple[str, ...]]:
        """No tasks, one or two of the programme's (allowed or not), or one that it does not have."""
        one = st.sampled_from(sorted(self.programme.tasks))
        some = st.lists(one, max_size=2, unique=True).map(tuple)
        return rarely(st.one_of(st.just(()), some), st.just(("unknown",)))


T = TypeVar("T")
SELDOM = st.sampled_from([*[False] * 8, True, *[False] * 8])
Given = Callable[[Scene], st.SearchStrategy[c.Command]]


def days(middle: date, before: int, after: int) -> st.SearchStrategy[date]:
    """Days around another one."""
    return st.integers(-before, after).map(lambda count: middle + timedelta(days=count))


def perhaps(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """The value, or none."""
    return st.one_of(st.none(), strategy)


def rarely(usual: st.SearchStrategy[T], odd: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """The usual, once in seventeen times the odd one: in the middle, because ends are drawn most."""
    return SELDOM.flatmap(lambda now: odd if now else usual)


def mostly(known: Collection[T], other: T) -> st.SearchStrategy[T]:
    """One of those that there are, rarely another."""
    return rarely(st.sampled_from([*known]), st.just(other)) if known else st.just(other)


def plain(*built: c.Command) -> Given:
    """One of these commands, whatever the course."""
    return lambda _scene: st.sampled_from(built)
