"""One course, a clock that jumps, and people who do what the process allows, well or badly."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from msgspec import structs

from adapters.calendar import danish_calendar
from domain import commands as c
from domain import events as e
from domain.course import Course
from domain.decide import decide
from domain.errors import Refused
from domain.evolve import evolve, fold
from domain.intents import intents
from domain.lifecycle import FINAL, ROWS, TABLE
from domain.programme import Programme
from domain.values import Actor
from tests.domain.always import Always
from tests.domain.commanding import COMMANDS, Scene, likely
from tests.domain.lives import BEGINNINGS, SEASONS, beginning_of, other_version, programme_of
from tests.domain.readable import is_sentence
from tests.domain.whereabouts import ABOUT_THE_FILE, INTERNAL, OF_THE_FILE, stored
from tests.factories import AMIRA, CASEWORKER, CLOCK, KIRSTEN, START, Play

OTHERS = {c.EndEffort: CASEWORKER, c.SendProgressReport: AMIRA, c.ReportMissedCheckIn: CLOCK}
"""Who does what a coordinator does not, so that she can approve it."""
PEOPLE = [*[None] * 8, AMIRA, CASEWORKER, *[None] * 8]
"""Mostly whoever usually does it; the others in the middle, because ends are drawn most."""
NOT_BY_CHANCE = {"Cancel", "PassTime", "MigrateProgramme"}
OF_AN_OPEN_FILE = ["RecordAccessRequest", "MarkThirdParty", "HoldErasure", "LiftHold"]
HOURS_OF_DAY = [0, 1, 5, 17, 24, 24 * 3, 24 * 7, 24 * 12]


class CourseMachine(Always, RuleBasedStateMachine):
    """A life under one programme; `machine_of` names it."""

    key = "viborg"

    @initialize(
        begun=st.sampled_from([*BEGINNINGS, "active", "few hours"]), season=st.sampled_from(sorted(SEASONS))
    )
    def begin(self, begun: str, season: str) -> None:
        """A course at different points of its beginning, at different times of the year."""
        self.programme = programme_of(self.key, season)
        stage = Play(self.programme, START + timedelta(days=SEASONS[season]))
        for step in beginning_of(begun, self.programme, season):
            stage.step(step)
        assert stage.course is not None
        self.calendar = danish_calendar(self.programme)
        self.versions = [self.programme, other_version(self.programme)]
        self.course, self.now = stage.course, stage.now
        self.events = [recorded.event for recorded in stage.history]
        self.quiet_since: datetime | None = None

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Somebody does a few things that the process allows in this phase, often what is likely now."""
        for _ in range(data.draw(st.integers(2, 5), label="times")):
            names = likely(self.course) if data.draw(st.booleans(), label="likely") else self._allowed()
            name = data.draw(st.sampled_from(names))
            command = data.draw(COMMANDS[name](Scene(self.course, self.now, self.programme)), label=name)
            self.perform(command, by=data.draw(st.sampled_from(PEOPLE), label="by"))

    def _allowed(self) -> list[str]:
        """What the process allows; on the file of an open course only what settles a matter."""
        names = {row.command for row in TABLE if self.course.phase in row.allowed_in} - NOT_BY_CHANCE
        return sorted(names - ABOUT_THE_FILE | {"SettleMatter"} if self.course.is_open else names)

    @rule(data=st.data())
    def act_again(self, data: st.DataObject) -> None:
        """People act more often than anything else happens."""
        self.act(data)

    @precondition(lambda self: self.course.is_open and len(self.events) > 12)
    @rule(data=st.data())
    def ask_for_the_file(self, data: st.DataObject) -> None:
        """The citizen asks to see her file, or it is held, while the course runs."""
        name = data.draw(st.sampled_from(OF_AN_OPEN_FILE))
        self.perform(data.draw(COMMANDS[name](Scene(self.course, self.now, self.programme)), label=name))

    @rule(hours=st.sampled_from(HOURS_OF_DAY), ticks=st.integers(0, 2))
    def wait(self, hours: int, ticks: int) -> None:
        """Time goes by; the clock ticks not at all, once, or twice."""
        self.now += timedelta(hours=hours)
        for _ in range(ticks):
            self.tick(self.now)

    @rule()
    def jump_to_the_next_deadline(self) -> None:
        """The round runs exactly when something is due."""
        self.now = max(self.now, self.course.next_due_at or self.now)
        self.tick(self.now)

    @rule(hours=st.integers(1, 200))
    def tick_out_of_order(self, hours: int) -> None:
        """A delayed round comes in with an old clock, after a newer one: nothing happens any more."""
        before = self.course
        if self.quiet_since == self.now:
            self.tick(self.now - timedelta(hours=hours))
            assert self.course == before

    @precondition(lambda self: len(self.events) > 40)
    @rule()
    def cancel(self) -> None:
        """Every open course but one in closing can be stopped."""
        self.perform(c.Cancel(cause="moved", reason="Flyttet til en anden kommune."))

    @precondition(lambda self: self.course.is_open and len(self.events) > 25)
    @rule()
    def move_to_the_other_version(self) -> None:
        """The programme changes under the course: granted days stay as they are."""
        was, self.programme = self.programme, self._other()
        before = self.course
        self.perform(c.MigrateProgramme(to_version=self.programme.version), was=was)
        assert self.course.programme_version == self.programme.version
        assert self.course.periods == before.periods

    def _other(self) -> Programme:
        return next(one for one in self.versions if one.version != self.course.programme_version)

    def tick(self, now: datetime) -> None:
        """Let time pass up to `now`; a second tick then finds nothing."""
        self.perform(c.PassTime(), now, by=CLOCK)
        self.quiet_since = max(self.quiet_since or now, now)
        assert self._decide(c.PassTime(), now, CLOCK) == ()
        due = self.course.next_due_at
        assert due is None or due > now

    def perform(
        self,
        command: c.Command,
        now: datetime | None = None,
        by: Actor | None = None,
        was: Programme | None = None,
    ) -> None:
        """Do a command. It is done, or refused by a rule in a sentence; nothing else can be raised."""
        before = self.course
        for event in self._done(command, now or self.now, by or OTHERS.get(type(command), KIRSTEN), was):
            was_in = self.course.phase
            self.evolve(event)
            self.quiet_since = None
            move = (was_in, self.course.phase)
            assert move in ROWS[type(command).__name__].moves or was_in is self.course.phase
        if isinstance(command, c.Resume) and self.course != before:
            self.check_resumed(before)

    def _done(
        self, command: c.Command, now: datetime, actor: Actor, was: Programme | None
    ) -> tuple[e.Event, ...]:
        try:
            return self._decide(command, now, actor, was)
        except Refused as refusal:
            said = refusal.message
        assert is_sentence(said), said
        return ()

    def _decide(
        self, command: c.Command, now: datetime, actor: Actor, was: Programme | None = None
    ) -> tuple[e.Event, ...]:
        return decide(self.course, command, now, self.programme, self.calendar, actor=actor, was=was)

    def evolve(self, event: e.Event) -> None:
        """Apply one event; only the timers it names may change, and it can be told to whom it concerns."""
        before, self.course = self.course, evolve(self.course, event)
        self.events.append(event)
        held = {timer.key: timer for timer in before.timers}
        after = {timer.key: timer for timer in self.course.timers}
        changed = {key for key in held | after if held.get(key) != after.get(key)}
        named = {*event.cleared, *(timer.key for timer in event.timers)}
        assert changed <= named or self.course.phase in FINAL
        for intent in intents(event, self.course, self.now, self.calendar):
            assert intent.not_before >= self.now
        if before.phase in FINAL and not isinstance(event, e.CourseReopened):
            self.check_final(before)

    def check_final(self, before: Course) -> None:
        """What is done to the file of a course that has ended changes nothing of the course."""
        fields = {name: getattr(before, name) for name in OF_THE_FILE}
        assert structs.replace(self.course, **fields) == before

    def check_resumed(self, before: Course) -> None:
        """Internal deadlines moved by the pause's working days; no other moved, and the grant not at all."""
        assert before.pause.began_on is not None
        events = [event for event in self.events if isinstance(event, e.CourseResumed)]
        took = self.calendar.working_days_between(before.pause.began_on, events[-1].resumed_on)
        held = {timer.key: timer for timer in before.timers}
        for timer in self.course.timers:
            moved = self.calendar.working_days_between(held[timer.key].deadline_on, timer.deadline_on)
            assert moved == (took if timer.kind in INTERNAL else 0)
        assert self.course.periods == before.periods

    def teardown(self) -> None:
        """What was stored and read again leads to the same course."""
        if hasattr(self, "events"):
            assert fold(map(stored, self.events)) == self.course


def machine_of(key: str) -> type[CourseMachine]:
    """The machine under that programme."""
    return type("CourseMachine", (CourseMachine,), {"key": key})
