"""One course on a virtual clock: what the very rules would do with it if nobody acted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from msgspec import Struct
from msgspec.structs import replace

from domain.calendar import Calendar, instant_at, local_day
from domain.commands import Command, MigrateProgramme, PassTime
from domain.course import Course
from domain.decide import advance
from domain.events import Event, TimerFired
from domain.ladders import SILENT, Deadline
from domain.programme import Programme
from domain.timers import Timer, TimerKind
from domain.values import Actor, Role
from domain.versions import for_command

CLOCK = Actor(Role.CLOCK, "prognose")
PASS_TIME = PassTime()
JOBCENTRE = "jobcentre"


class Due(Struct, frozen=True):
    """A deadline that falls due: what for, and its Danish day."""

    kind: TimerKind
    on: date


class Escalated(Struct, frozen=True):
    """A reminder beyond the first, or after the deadline itself, on a Danish day."""

    kind: TimerKind
    on: date
    reaches_jobcentre: bool


Foreseen = Due | Escalated
Met = dict[tuple[TimerKind, str, date], None]


class Rulebook(Struct, frozen=True):
    """What a course is foreseen by: the version it has, all of its programme, and their calendars."""

    kept: Programme
    versions: tuple[Programme, ...]
    calendar_of: Callable[[Programme], Calendar]


@dataclass(slots=True)
class VirtualCourse:
    """A course whose clock runs ahead of everybody: what it has met on the way, in order."""

    course: Course
    rules: Rulebook
    now: datetime
    met: Met = field(default_factory=dict)

    def next_stop(self, turns: Sequence[datetime]) -> datetime | None:
        """Where the clock has to stop next: a deadline, or a day on which another version takes over."""
        due = self.course.next_due_at
        turn = next((turn for turn in turns if turn > self.now), None)
        return due or turn if due is None or turn is None else min(due, turn)

    def pass_time(self) -> tuple[Event, ...]:
        """Let the rules do what the clock brings, under the version that holds then."""
        self.move_on()
        return self._advance(PASS_TIME, self.rules.kept)

    def move_on(self) -> None:
        """Go over to the version that holds now for running courses, if it is another one."""
        kept, today = self.rules.kept, local_day(self.now)
        version = for_command(self.rules.versions, kept, self.course, PASS_TIME, today)
        if version.moves:
            command = MigrateProgramme(to_version=version.programme.version, cause=version.moves)
            self.rules = replace(self.rules, kept=version.programme)
            self._advance(command, kept)

    def _advance(self, command: Command, was: Programme) -> tuple[Event, ...]:
        programme = self.rules.kept
        calendar = self.rules.calendar_of(programme)
        decided = advance(self.course, command, self.now, programme, calendar, actor=CLOCK, was=was)
        self.course = decided.course
        return decided.events


def foresee(course: Course, rules: Rulebook, now: datetime, until: datetime) -> Iterator[Foreseen]:
    """What falls due and what escalates from `now` to before `until` (UTC) if nobody acts.

    The clock stops wherever a timer falls due, as the round does, and lets `decide` pass the time. What fell
    due before today is not told as due again; its reminders are. The order is always the same.
    """
    ahead, first, last = VirtualCourse(course, rules, now), local_day(now), local_day(until)
    turns = _turns(rules, first, last)
    ahead.move_on()
    while (stop := ahead.next_stop(turns)) is not None and stop < until:
        ahead.now, before = max(ahead.now, stop), ahead.course
        events = ahead.pass_time()
        yield from _told(ahead, before, events)
        if not events and stop not in turns:
            break
    ahead.met |= {_name(timer): None for timer in ahead.course.running_timers()}
    yield from (Due(kind, on) for kind, _, on in ahead.met if first <= on < last)


def _turns(rules: Rulebook, first: date, last: date) -> list[datetime]:
    """The beginnings of the days on which a version takes over that holds for running courses too."""
    days = {one.valid_from for one in rules.versions if one.applies_to == "running"}
    return [instant_at(day, time()) for day in sorted(days) if first < day < last]


def _told(ahead: VirtualCourse, before: Course, events: tuple[Event, ...]) -> Iterator[Escalated]:
    on, deadlines = local_day(ahead.now), ahead.rules.kept.deadlines
    for event in events:
        if not isinstance(event, TimerFired):
            ahead.met |= dict.fromkeys(_acted(before, ahead.now))
            continue
        kind = TimerKind(event.kind)
        ahead.met[kind, event.subject, event.deadline_on] = None
        if event.to and _escalates(event.rung, deadlines[kind]):
            yield Escalated(kind, on, JOBCENTRE in event.to)


def _acted(course: Course, at: datetime) -> Iterator[tuple[TimerKind, str, date]]:
    """The deadlines by which the clock changes the course itself."""
    due = (timer for timer in course.running_timers() if timer.kind in SILENT and timer.due_at <= at)
    return map(_name, due)


def _name(timer: Timer) -> tuple[TimerKind, str, date]:
    return timer.kind, timer.subject, timer.deadline_on


def _escalates(rung: int, deadline: Deadline) -> bool:
    return rung > 0 or deadline.step(rung)[0] > 0
