"""What a course's history says, gathered for those who write about it: goals, answers, entries, attempts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from casework.discretion import Discretion
from domain.events import (
    ContactAttempted,
    Event,
    FollowUpRecorded,
    GoalAnswer,
    GoalPlan,
    GoalsAgreed,
    GoalText,
    MeetingRecorded,
)
from domain.history import Recorded, of_type, referral_of
from domain.referral import Referral

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class AgreedGoal:
    """A goal as agreed: its neutral and its personal side, and the number of the event that agreed it."""

    plan: GoalPlan
    words: GoalText
    seq: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The three answers about a goal, the day they were given, and the number of that event."""

    answer: GoalAnswer
    on: date
    seq: int


@dataclass(frozen=True)
class CaseRecord:
    """A history, read. Everything in it is personal unless a method says otherwise."""

    history: Sequence[Recorded]

    @cached_property
    def referral(self) -> Referral:
        """The referral as it last stood."""
        return referral_of(self.history)

    @cached_property
    def discretion(self) -> Discretion:
        """What may be shown of the citizen."""
        return Discretion(self.referral.citizen)

    def of(self, kind: type[E]) -> Iterator[tuple[int, E]]:
        """The events of one type with their numbers, oldest first."""
        return ((recorded.seq, event) for recorded, event in of_type(self.history, kind))

    def latest(self, kind: type[E]) -> tuple[int, E] | None:
        """The newest event of one type with its number, if there is one."""
        return max(self.of(kind), key=lambda item: item[0], default=None)

    @cached_property
    def goals(self) -> tuple[AgreedGoal, ...]:
        """All goals in the order they were agreed."""
        return tuple(
            AgreedGoal(plan, words, seq)
            for seq, agreed in self.of(GoalsAgreed)
            for plan, words in zip(agreed.goals, agreed.texts, strict=True)
        )

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
