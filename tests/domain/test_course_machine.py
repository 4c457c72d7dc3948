"""Whatever people do, in whatever order, and however the clock ticks: what always holds for a course."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from domain import commands as c
from domain import events as e
from domain.course import Course
from domain.decide import decide
from domain.errors import Refused
from domain.evolve import evolve, fold
from domain.lifecycle import FINAL, ROWS, TABLE, Phase
from domain.matters import MatterKind
from domain.programme import Programme
from domain.reprojection import reproject
from domain.timers import TimerKind
from tests.domain.commanding import COMMANDS
from tests.domain.lives import ABOUT_THE_FILE, ANSWERED_IN, BEGINNINGS, INTERNAL, PROGRAMMES, stored
from tests.domain.staging import refused
from tests.factories import (
    AMIRA,
    CALENDAR,
    CASEWORKER,
    CLOCK,
    KIRSTEN,
    Play,
)

OTHERS = {c.EndEffort: CASEWORKER, c.SendProgressReport: AMIRA}
"""Who does what a coordinator does not, so that she can approve it."""
LONGEST_SILENCE = timedelta(days=40)
HOURS_OF_DAY = [0, 1, 5, 17, 24, 24 * 3, 24 * 7, 24 * 12]


class CourseMachine(RuleBasedStateMachine):
    """One course, a clock that jumps, and people who do what the process allows, well or badly."""

    programme: Programme
    course: Course
    now: datetime

    @initialize(
        begun=st.sampled_from([*BEGINNINGS, "active", "few hours"]),
        programme=st.sampled_from(sorted(PROGRAMMES)),
    )
    def begin(self, begun: str, programme: str) -> None:
        """A course at different points of its beginning."""
        stage = Play(PROGRAMMES[programme])
        for step in BEGINNINGS[begun]:
            stage.step(step)
        assert stage.course is not None
        self.programme, self.course, self.now = stage.programme, stage.course, stage.now
        self.events = [recorded.event for recorded in stage.history]
        self.quiet_since: datetime | None = None

    @rule(data=st.data())
    def act(self, data: st.DataObject) -> None:
        """Somebody does a few things that the process allows in this phase."""
        for _ in range(data.draw(st.integers(1, 4), label="times")):
            others = {"Cancel", "PassTime"}
            names = [row.command for row in TABLE if self.course.phase in row.allowed_in]
            if self.course.is_open and data.draw(st.integers(0, 9), label="on the file"):
                names = [name for name in names if name not in ABOUT_THE_FILE - {"SettleMatter"}]
            name = data.draw(st.sampled_from([name for name in names if name not in others] or ["PassTime"]))
            self.perform(data.draw(COMMANDS[name](self.course, self.now), label=name))

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

    @precondition(lambda self: len(self.events) > 25)
    @rule()
    def cancel(self) -> None:
        """Every open course but one in closing can be stopped."""
        self.perform(c.Cancel(cause="moved", reason="Flyttet til en anden kommune."))

    def tick(self, now: datetime) -> None:
        """Let time pass up to `now`; a second tick then finds nothing."""
        self.perform(c.PassTime(), now)
        self.quiet_since = max(self.quiet_since or now, now)
        assert decide(self.course, c.PassTime(), now, self.programme, CALENDAR, actor=CLOCK) == ()
        due = self.course.next_due_at
        assert due is None or due > now

    def perform(self, command: c.Command, now: datetime | None = None) -> None:
        """Do a command. It is done or refused by a rule; nothing else can be raised."""
        actor = OTHERS.get(type(command), KIRSTEN)
        try:
            events = decide(self.course, command, now or self.now, self.programme, CALENDAR, actor=actor)
        except Refused:
            return
        before = self.course
        for event in events:
            was = self.course.phase
            self.evolve(event)
            self.quiet_since = None
            move = (was, self.course.phase)
            assert move in ROWS[type(command).__name__].moves or was is self.course.phase
        if isinstance(command, c.Resume):
            self.check_resumed(before)

    def evolve(self, event: e.Event) -> None:
        """Apply one event; only the timers it names may change."""
        before = {timer.key: timer for timer in self.course.timers}
        self.course = evolve(self.course, event)
        self.events.append(event)
        after = {timer.key: timer for timer in self.course.timers}
        changed = {key for key in before | after if before.get(key) != after.get(key)}
        named = {*event.cleared, *(timer.key for timer in event.timers)}
        assert changed <= named or self.course.phase in FINAL

    def check_resumed(self, before: Course) -> None:
        """Internal deadlines moved by the pause's working days; no other moved, and the grant not at all."""
        assert before.pause.began_on is not None
        events = [event for event in self.events if isinstance(event, e.CourseResumed)]
        took = CALENDAR.working_days_between(before.pause.began_on, events[-1].resumed_on)
        held = {timer.key: timer for timer in before.timers}
        internal = {
            TimerKind.FIRST_CONTACT,
            TimerKind.FIRST_MEETING,
            TimerKind.GOAL_SETTING,
            TimerKind.FOLLOW_UP,
        }
        internal |= {TimerKind.PROGRESS_REPORT, TimerKind.THREE_PARTY_MEETING}
        for timer in self.course.timers:
            moved = CALENDAR.working_days_between(held[timer.key].deadline_on, timer.deadline_on)
            assert moved == (took if timer.kind in INTERNAL else 0)
        assert self.course.periods == before.periods

    @invariant()
    def somebody_owns_an_open_course_and_it_is_due(self) -> None:
        """No open course can be forgotten; a closed one asks for what its citizen asked or agreed to."""
        if self.course.is_open:
            assert self.course.waiting_on
            assert self.course.next_due_at is not None
            if self.course.phase is not Phase.PAUSED:
                assert self.course.next_due_at - self.now < LONGEST_SILENCE
        else:
            asked = {matter.kind for matter in self.course.open_matters()}
            assert asked <= {MatterKind.FILE_ACCESS, MatterKind.DATA_ACCESS, MatterKind.AFTERMATH}
            assert self.course.waiting_on == ("coordinator" if asked else "")
            assert (self.course.next_due_at is None) is not bool(asked)

    @invariant()
    def every_timer_can_be_satisfied(self) -> None:
        """What is asked for can be done in the phase the work stands in."""
        for timer in self.course.timers:
            assert self.course.working_phase in ANSWERED_IN[timer.kind], (timer.kind, self.course.phase)

    @invariant()
    def a_closed_course_is_final(self) -> None:
        """Nothing is done to a course that has ended but what is done to its file."""
        if self.course.phase in FINAL:
            done = {row.command for row in TABLE if self.course.phase in row.allowed_in}
            assert done - {"Reopen", "RecordEvaluation"} == ABOUT_THE_FILE | {
                "PassTime",
                "ReprojectDeadlines",
            }

    @invariant()
    def what_is_erased_is_never_written_on(self) -> None:
        """After the erasure every command is refused by that rule, and the clock has nothing to do."""
        if self.course.file.erased_on:
            assert not self.course.timers
            with refused("erased"):
                decide(self.course, c.LiftHold(), self.now, self.programme, CALENDAR, actor=KIRSTEN)

    @invariant()
    def periods_never_overlap_nor_exceed_the_ladder(self) -> None:
        """A new period begins after the last one, and there are no more than steps."""
        periods = self.course.periods
        assert len(periods) <= len(self.programme.grants.steps)
        assert all(first.ends_on < second.starts_on for first, second in pairwise(periods))
        assert [period.number for period in periods] == list(range(1, len(periods) + 1))

    @invariant()
    def the_end_of_the_grant_is_watched(self) -> None:
        """Until the support has ended, the last granted day has its timer, and it never moves by itself."""
        if self.course.period and self.course.ended_on is None and self.course.is_open:
            timer = self.course.timer(TimerKind.GRANT_END)
            assert timer is not None
            assert timer.why.base_on == self.course.period.ends_on

    @invariant()
    def hours_never_go_missing(self) -> None:
        """The hours used are those of all entries, without the corrected ones."""
        entries: dict[int, Decimal] = {}
        for event in self.events:
            if isinstance(event, e.MeetingRecorded):
                entries.pop(event.corrects or 0, None)
                entries[event.entry] = event.hours
        assert self.course.hours_used == sum(entries.values(), Decimal(0))

    @invariant()
    def every_deadline_lies_where_it_is_counted_to(self) -> None:
        """Counted again by the same rules on the same calendar, no deadline moves."""
        assert reproject(self.course, self.programme, CALENDAR, self.now) == ()

    @invariant()
    def a_rung_fires_once(self) -> None:
        """The name of a firing is never used twice."""
        firings = [event.firing for event in self.events if isinstance(event, e.TimerFired)]
        assert len(firings) == len(set(firings))

    def teardown(self) -> None:
        """What was stored and read again leads to the same course."""
        if hasattr(self, "events"):
            assert fold(map(stored, self.events)) == self.course


SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


def test_whatever_people_do_and_however_the_clock_ticks_no_course_goes_wrong() -> None:
    """The same lives in every run, so that a failure is somebody's change and not chance."""
    few = settings(SETTINGS, max_examples=40, stateful_step_count=30, derandomize=True)
    run_state_machine_as_test(CourseMachine, settings=few)


@pytest.mark.soak
def test_no_course_goes_wrong_in_thousands_of_new_lives() -> None:
    """New lives every time."""
    many = settings(SETTINGS, max_examples=4000, stateful_step_count=60)
    run_state_machine_as_test(CourseMachine, settings=many)
