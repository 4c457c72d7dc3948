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

    def instants(self, first: int, last: int) -> st.SearchStrategy[datetime]:
        """Instants so many hours from now."""
        return st.integers(first, last).map(lambda hours: self.now + timedelta(hours=hours))

    def goal(self) -> st.SearchStrategy[str]:
        """A goal of the course, or one it does not have."""
        return st.sampled_from([*(goal.id for goal in self.course.goals), "g99"])

    def matter(self, other: str) -> st.SearchStrategy[str]:
        """A matter of the course, or one it does not have."""
        return st.sampled_from([*(matter.id for matter in self.course.matters), other])

    def tasks(self) -> st.SearchStrategy[tuple[str, ...]]:
        """No tasks, one or two of the programme's (allowed or not), or one that it does not have."""
        one = st.sampled_from(sorted(self.programme.tasks))
        some = st.lists(one, min_size=1, max_size=2, unique=True).map(tuple)
        return st.one_of(st.just(()), st.just(()), some, st.just(("unknown",)))


T = TypeVar("T")
Given = Callable[[Scene], st.SearchStrategy[c.Command]]


def days(middle: date, before: int, after: int) -> st.SearchStrategy[date]:
    """Days around another one."""
    return st.integers(-before, after).map(lambda count: middle + timedelta(days=count))


def perhaps(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """The value, or none."""
    return st.one_of(st.none(), strategy)


def mostly(known: Collection[str], other: str) -> st.SearchStrategy[str]:
    """One of the programme's codes, now and then another."""
    return st.sampled_from([*known, *known, other])


def plain(*built: c.Command) -> Given:
    """One of these commands, whatever the course."""
    return lambda _scene: st.sampled_from(built)
