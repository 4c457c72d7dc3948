"""What always holds for a course, whatever has been done to it and however the clock has ticked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from hypothesis.stateful import invariant

from domain import commands as c
from domain import events as e
from domain.calendar import Calendar, local, months_after
from domain.course import Course
from domain.decide import decide
from domain.ladders import MOMENTS, SILENT
from domain.lifecycle import FINAL, TABLE, Phase
from domain.matters import MatterKind
from domain.programme import Programme, Step
from domain.reprojection import reproject
from domain.timers import TimerKind
from tests.domain.staging import refused
from tests.domain.whereabouts import ABOUT_THE_FILE, ANSWERED_IN
from tests.factories import KIRSTEN

Kind = TypeVar("Kind", bound=e.Event)
LONGEST_SILENCE = timedelta(days=40)


class Always:
    """The invariants of one course; the machine that has them lets people act and the clock tick."""

    programme: Programme
    calendar: Calendar
    course: Course
    events: list[e.Event]
    now: datetime

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
    def no_ladder_climbs_at_night_or_on_a_closed_day(self) -> None:
        """Over changes of the clock and the end of a year as on any day."""
        for timer in self.course.timers:
            if timer.kind not in MOMENTS | SILENT:
                rings = local(timer.due_at)
                assert self.calendar.is_working_day(rings.date()), timer
                assert self.calendar.opens <= rings.time() <= self.calendar.closes, timer

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
                decide(self.course, c.LiftHold(), self.now, self.programme, self.calendar, actor=KIRSTEN)

    @invariant()
    def periods_never_overlap_nor_exceed_the_ladder(self) -> None:
        """A new period begins after the last one, on the next step, and is no longer than the step allows."""
        periods = self.course.periods
        steps = self._steps()
        assert len(periods) <= len(steps)
        assert all(first.ends_on < second.starts_on for first, second in pairwise(periods))
        assert [period.number for period in periods] == list(range(1, len(periods) + 1))
        for period, step in zip(periods, steps, strict=False):
            assert period.starts_on <= period.ends_on < months_after(period.starts_on, step.months)
            assert period.special is step.special
            assert period.hours > 0

    def _steps(self) -> tuple[Step, ...]:
        """The ladder; the first period of a special track is measured by the track's own length."""
        first, *others = self.programme.grants.steps
        named = next((event.track for event in self.events if isinstance(event, e.ReferralAccepted)), "")
        track = self.programme.tracks.get(named)
        most = track.most_months if track else None
        return (Step(months=most) if most else first, *others)

    @invariant()
    def a_special_case_was_reasoned_in_writing(self) -> None:
        """No special period was granted without a reason, in the decision or in the proposal before it."""
        reasoned = {one.matter for one in self._all(e.ExtensionProposed) if one.reasoned}
        for decided in self._all(e.ExtensionDecided):
            if decided.period and decided.period.special:
                assert decided.reason or decided.matter in reasoned

    @invariant()
    def the_end_of_the_grant_is_watched(self) -> None:
        """Until the support has ended, the last granted day has its timer, and it never moves by itself."""
        if self.course.period and self.course.ended_on is None and self.course.is_open:
            timer = self.course.timer(TimerKind.GRANT_END)
            assert timer is not None
            assert timer.why.base_on == self.course.period.ends_on

    @invariant()
    def hours_never_go_missing(self) -> None:
        """The hours used are those of all entries by category, without the corrected ones and those beside
        the grant.
        """
        entries: dict[int, e.MeetingRecorded] = {}
        for event in self._all(e.MeetingRecorded):
            entries.pop(event.corrects or 0, None)
            entries[event.entry] = event
        logged: dict[str, Decimal] = {}
        for entry in entries.values():
            logged[entry.category] = logged.get(entry.category, Decimal(0)) + entry.hours
        beside = sum((one.hours for one in entries.values() if one.beside_grant), Decimal(0))
        assert self.course.hours_beside == beside
        assert self.course.hours_used == sum(logged.values(), Decimal(0)) - beside
        assert {code: hours for code, hours in self.course.log.hours.items() if hours} == {
            code: hours for code, hours in logged.items() if hours
        }

    @invariant()
    def no_hour_lies_outside_a_grant(self) -> None:
        """Nothing accrues before the first granted day, between two grants, or after the support ended."""
        for worked in self.course.log.worked:
            if worked.hours:
                assert any(period.starts_on <= worked.on <= period.ends_on for period in self.course.periods)

    @invariant()
    def every_deadline_lies_where_it_is_counted_to(self) -> None:
        """Counted again by the same rules on the same calendar, no deadline moves."""
        assert reproject(self.course, self.programme, self.calendar, self.now) == ()

    @invariant()
    def a_rung_fires_once(self) -> None:
        """The name of a firing is never used twice, and a ladder is climbed rung by rung."""
        fired = list(self._all(e.TimerFired))
        assert len({one.firing for one in fired}) == len(fired)
        climbed: dict[tuple[object, ...], int] = {}
        for one in fired:
            ladder = (one.kind, one.subject, one.deadline_on)
            assert climbed.get(ladder, -1) < one.rung
            climbed[ladder] = one.rung

    def _all(self, kind: type[Kind]) -> Iterator[Kind]:
        return (event for event in self.events if isinstance(event, kind))
