"""A story told in days: the clock jumps, people act, and we look at who was told what."""

from __future__ import annotations

from domain import commands as c
from domain.calendar import local
from domain.course import Course
from domain.explain import explain
from domain.intents import intents
from domain.timers import TimerKind
from tests.factories import Play, Step, at


class Story:
    """One course, from the day it arrives. Every look at the notices begins where the last one ended."""

    def __init__(self, begins: str) -> None:
        self._stage = Play(starts=at(begins))
        self._seen = 0

    @property
    def course(self) -> Course:
        """The course as it stands."""
        assert self._stage.course is not None
        return self._stage.course

    @property
    def phase(self) -> str:
        """Where the course is in its life."""
        return self.course.phase.value

    def on(self, moment: str, *steps: Step) -> None:
        """The clock moves on to a Danish time; everything due on the way happens; then people act."""
        self._stage.step(at(moment))
        self.then(*steps)

    def then(self, *steps: Step) -> None:
        """People act, now."""
        for step in steps:
            self._stage.step(step)

    def notices(self) -> list[str]:
        """Who has been told what since the last look: `kind → who, when it may leave`."""
        new, self._seen = self._stage.history[self._seen :], len(self._stage.history)
        return [
            f"{intent.kind} → {intent.to}, {local(intent.not_before):%d.%m %H:%M}"
            for recorded in new
            for intent in intents(recorded.event, self.course, recorded.at, self._stage.calendar)
        ]

    def kinds(self) -> list[str]:
        """The kinds of notices since the last look, each once, in order."""
        return list(dict.fromkeys(notice.partition(" → ")[0] for notice in self.notices()))

    def why(self, kind: TimerKind) -> str:
        """Why a deadline is on its day."""
        timer = self.course.timer(kind)
        assert timer is not None
        return explain(timer, self._stage.calendar)

    def events(self) -> list[str]:
        """The names of everything that has happened, reminders left out, repetitions joined."""
        names = [type(recorded.event).__name__ for recorded in self._stage.history]
        told = [name for name in names if name != "TimerFired"]
        return [name for number, name in enumerate(told) if number == 0 or told[number - 1] != name]


def acknowledged(matter: str) -> c.AcknowledgeDeviation:
    """Jonas at the jobcentre takes a deviation in hand."""
    return c.AcknowledgeDeviation(matter=matter, by="D-0001", person="Jonas Kjær", outcome="Talt med Maja.")
