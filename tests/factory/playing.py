"""Plays a course step by step with the real rules.

A command is decided and evolved at the clock of the play; an instant moves the clock and fires
everything that falls due on the way; `(actor, command)` lets somebody other than the usual actor act.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from msgspec.msgpack import encode

from adapters.calendar import danish_calendar
from adapters.programmes import load_programme
from domain import commands as c
from domain.calendar import COPENHAGEN
from domain.corps.documents import Document
from domain.course import Course
from domain.decide import decide
from domain.events import Event
from domain.evolve import evolve
from domain.history import Recorded
from domain.programme import MentorRole, Programme
from domain.values import Actor, Role

ROOT = Path(__file__).resolve().parents[2]
VIBORG = load_programme(ROOT / "deployments" / "programmes" / "viborg.toml")
CIRCLE = VIBORG.model_copy(
    update={
        "goals": VIBORG.goals.model_copy(update={"change_plan": "circle_of_change", "scale": 0}),
        "roles": {
            "vejleder": MentorRole(name="personlig vejleder og støtte"),
            "brobygger": MentorRole(name="brobygger"),
        },
    }
)
"""The same programme with the circle of change, and with roles."""
CALENDAR = danish_calendar(VIBORG)
REF = "M-2026-0042"

KIRSTEN = Actor(Role.COORDINATOR, "kirsten")
AMIRA = Actor(Role.MENTOR, "amira")
BO = Actor(Role.MENTOR, "bo")
CASEWORKER = Actor(Role.CASEWORKER, "D-0001")
MAILROOM = Actor(Role.MAILROOM, "mailroom")
CLOCK = Actor(Role.CLOCK, "clock")
OFFICE = Actor(Role.OPERATOR, "retention")

_USUALLY: dict[type[c.Command], Actor] = {
    c.RegisterReferral: MAILROOM,
    c.CompleteReferral: MAILROOM,
    c.UpdateReferral: MAILROOM,
    c.MarkUpdateSeen: KIRSTEN,
    c.SettleMatter: KIRSTEN,
    c.SetFocusAreas: CASEWORKER,
    c.EndEffort: CASEWORKER,
    c.AcceptReferral: KIRSTEN,
    c.MatchMentor: KIRSTEN,
    c.PutOnWaitingList: KIRSTEN,
    c.ReassignMentor: KIRSTEN,
    c.Pause: KIRSTEN,
    c.Resume: KIRSTEN,
    c.ChangePause: KIRSTEN,
    c.DropPlannedPause: KIRSTEN,
    c.Cancel: KIRSTEN,
    c.Reopen: KIRSTEN,
    c.ChangeCaseworker: KIRSTEN,
    c.AcknowledgeDeviation: CASEWORKER,
    c.DecideExtension: CASEWORKER,
    c.RecordAccessRequest: KIRSTEN,
    c.RecordAccessDraft: KIRSTEN,
    c.MarkThirdParty: KIRSTEN,
    c.HoldErasure: KIRSTEN,
    c.LiftHold: KIRSTEN,
    c.RecordFileReturn: KIRSTEN,
    c.ApproveErasure: CASEWORKER,
    c.RecordErasure: OFFICE,
    c.PassTime: CLOCK,
    c.ReportMissedCheckIn: CLOCK,
}

Step = c.Command | datetime | tuple[Actor, c.Command]
START = datetime(2026, 2, 26, 8, 14, tzinfo=UTC)


def at(text: str) -> datetime:
    """The UTC instant at which Danish clocks show `2026-03-02 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN).astimezone(UTC)


def day(text: str) -> date:
    """The day `2026-03-02`."""
    return date.fromisoformat(text)


class Play:
    """A course being played: its clock, the rules it follows, and its history so far; the corps has all its
    documents unless a test takes them away.
    """

    def __init__(self, programme: Programme = VIBORG, starts: datetime = START) -> None:
        self.programme = programme
        self.calendar = danish_calendar(programme)
        self.now = starts
        self.documents = frozenset(Document)
        self.course: Course | None = None
        self.history: list[Recorded] = []

    def step(self, step: Step) -> None:
        """Perform one step: a command, somebody's command, or the passing of time."""
        if isinstance(step, datetime):
            self.until(step)
        elif isinstance(step, tuple):
            actor, command = step
            self.act(command, actor)
        else:
            mentor = Actor(Role.MENTOR, self.course.mentor) if self.course and self.course.mentor else AMIRA
            self.act(step, _USUALLY.get(type(step), mentor))

    def act(self, command: c.Command, actor: Actor) -> tuple[Event, ...]:
        """Decide and evolve one command now. Raises what the rules raise."""
        rules = self.programme, self.calendar
        events = decide(self.course, command, self.now, *rules, actor=actor, documents=self.documents)
        for event in events:
            self.course = evolve(self.course, event)
            last = self.history[-1].hash if self.history else b""
            digest = hashlib.sha256(last + encode(event)).digest()
            self.history.append(Recorded(self.course.seq, self.now, actor, event, hash=digest))
        return events

    def until(self, instant: datetime) -> None:
        """Move the clock, stopping wherever a timer falls due, as the round does."""
        while self.course and (due := self.course.next_due_at) and due <= instant:
            self.now = max(self.now, due)
            self.act(c.PassTime(), CLOCK)
        self.now = max(self.now, instant)


def play(*steps: Step, programme: Programme = VIBORG, starts: datetime = START) -> Played:
    """Play the steps in order and return the course with its history."""
    stage = Play(programme, starts)
    for step in steps:
        stage.step(step)
    assert stage.course is not None, "a course begins with register()"
    return stage.course, tuple(stage.history)


def events_of(history: Iterable[Recorded], name: str) -> list[Recorded]:
    """The recorded events of the type with that name."""
    return [recorded for recorded in history if type(recorded.event).__name__ == name]


Played = tuple[Course, tuple[Recorded, ...]]
