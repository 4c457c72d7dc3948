"""What a course's history says, gathered for those who write about it: goals, answers, entries, attempts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from msgspec import structs

from casework.access.discretion import Discretion
from domain.events import (
    ContactAttempted,
    Event,
    FollowUpRecorded,
    GoalAnswer,
    GoalDropped,
    GoalPlan,
    GoalRevised,
    GoalsAgreed,
    GoalText,
    MatterSettled,
    MeetingRecorded,
    ProgressReportSent,
)
from domain.history import Recorded, of_type, referral_of
from domain.referral import Citizen, Referral

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class AgreedGoal:
    """A goal as it now reads, with the numbers of the events that agreed, revised and dropped it."""

    plan: GoalPlan
    words: GoalText
    seq: int
    revised: tuple[int, ...] = ()
    dropped: int | None = None
    dropped_because: str = ""

    @property
    def events(self) -> int | tuple[int, ...]:
        """What its words rest on."""
        return (self.seq, *self.revised) if self.revised else self.seq


@dataclass(frozen=True, slots=True)
class Answered:
    """The three answers about a goal, the day they were given, and the number of that event."""

    answer: GoalAnswer
    on: date
    seq: int


def _revised(goal: AgreedGoal, seq: int, event: GoalRevised) -> AgreedGoal:
    """The goal with what a revision said anew; what it left out stays."""
    names = ("text", "indicator", "baseline", "target")
    said = {name: text for name in names if (text := getattr(event.words, name))}
    plan = structs.replace(
        goal.plan,
        target_on=event.target_on or goal.plan.target_on,
        parent=goal.plan.parent if event.parent is None else event.parent,
        aim=event.aim or goal.plan.aim,
    )
    return replace(goal, plan=plan, words=structs.replace(goal.words, **said), revised=(*goal.revised, seq))


@dataclass(frozen=True)
class CaseRecord:
    """A history, read. Everything in it is personal unless a method says otherwise.

    `citizen`: as she is hidden now, where her name and address were protected after the history ends.
    """

    history: Sequence[Recorded]
    citizen: Citizen | None = None

    @cached_property
    def referral(self) -> Referral:
        """The referral as it last stood."""
        return referral_of(self.history)

    @cached_property
    def discretion(self) -> Discretion:
        """What may be shown of the citizen."""
        return Discretion(self.citizen or self.referral.citizen)

    def of(self, kind: type[E]) -> Iterator[tuple[int, E]]:
        """The events of one type with their numbers, oldest first."""
        return ((recorded.seq, event) for recorded, event in of_type(self.history, kind))

    def latest(self, kind: type[E]) -> tuple[int, E] | None:
        """The newest event of one type with its number, if there is one."""
        return max(self.of(kind), key=lambda item: item[0], default=None)

    @cached_property
    def goals(self) -> tuple[AgreedGoal, ...]:
        """All goals in the order they were agreed, as they now read."""
        return tuple(
            self._as_it_reads(AgreedGoal(plan, words, seq))
            for seq, agreed in self.of(GoalsAgreed)
            for plan, words in zip(agreed.goals, agreed.texts, strict=True)
        )

    def _as_it_reads(self, goal: AgreedGoal) -> AgreedGoal:
        for seq, event in self.of(GoalRevised):
            if event.goal == goal.plan.id:
                goal = _revised(goal, seq, event)
        for seq, dropped in self.of(GoalDropped):
            if dropped.goal == goal.plan.id:
                goal = replace(goal, dropped=seq, dropped_because=dropped.reason)
        return goal

    @cached_property
    def sent_reports(self) -> tuple[int, ...]:
        """The numbers of the events that wrote progress reports which were sent: approved, where that was
        wanted.
        """
        settled = {event.matter for _, event in self.of(MatterSettled) if event.outcome == "approved"}
        reports = self.of(ProgressReportSent)
        return tuple(seq for seq, event in reports if not event.awaits or event.awaits in settled)

    def approval(self, report: ProgressReportSent) -> tuple[int, MatterSettled] | None:
        """The event by which a report that waited was approved, with its number."""
        settled = (item for item in self.of(MatterSettled) if item[1].matter == report.awaits)
        return next((item for item in settled if item[1].outcome == "approved"), None)

    def answers(self, goal: str) -> tuple[Answered, ...]:
        """Every follow-up's answers about one goal, oldest first."""
        return tuple(
            Answered(answer, follow_up.held_on, seq)
            for seq, follow_up in self.of(FollowUpRecorded)
            for answer in follow_up.answers
            if answer.goal == goal
        )

    @cached_property
    def entries(self) -> tuple[tuple[int, MeetingRecorded], ...]:
        """The log-book entries that stand: one that was corrected is left out, its correction stands."""
        meetings = tuple(self.of(MeetingRecorded))
        corrected = {meeting.corrects for _, meeting in meetings}
        return tuple(item for item in meetings if item[1].entry not in corrected)

    @cached_property
    def attempt_events(self) -> tuple[tuple[int, ContactAttempted], ...]:
        """Every attempt to reach the citizen with its number, oldest first."""
        return tuple(self.of(ContactAttempted))

    def at(self, seq: int) -> datetime:
        """When the event with that number was recorded (UTC)."""
        return self.history[seq - 1].at
