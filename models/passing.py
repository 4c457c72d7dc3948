"""Letting time pass for many courses in one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from domain.commands import PassTime
from domain.errors import MentorError
from domain.values import Actor, Role
from models.columns import micros
from models.database import Database
from models.errors import Duplicate, Overtaken, StuckCourses, StuckTimer
from models.keyring import Keyring
from models.places import Place, claim_due, place
from models.recording import Recording, Stamp
from models.steps import Outcome, Rules
from models.store import Transaction

CLOCK = Actor(Role.CLOCK, "ur")
"""The actor of everything that happens because time passes."""


@dataclass(slots=True)
class Passing:
    """One passage of time. What goes wrong with one course is kept until the others are done."""

    database: Database
    keyring: Keyring
    rules: Rules
    stamp: Stamp
    stuck: dict[str, MentorError] = field(default_factory=dict)

    def due(self, limit: int, besides: Sequence[str] = ()) -> list[Outcome]:
        """Move every course that is due, at most `limit`, and those `besides`. Raises StuckCourses when the
        others are done.
        """
        now = micros(self.stamp.now)

        def claimed(transaction: Transaction) -> list[Place]:
            due = claim_due(transaction, now, limit)
            refs = {at.ref for at in due}
            return due + [place(transaction, ref) for ref in besides if ref not in refs]

        return self._all(claimed)

    def each(self, refs: Sequence[str]) -> list[Outcome]:
        """Move these courses, due or not. Raises UnknownCourse before anything is written."""
        return self._all(lambda transaction: [place(transaction, ref) for ref in refs])

    def _all(self, claim: Callable[[Transaction], list[Place]]) -> list[Outcome]:
        try:
            with self.database.begin() as transaction:
                places = claim(transaction)
                outcomes = self._moved(transaction, places)
        except (Duplicate, Overtaken):
            # One course spoiled the common commit: move each by itself to find out which.
            outcomes = [outcome for at in places for outcome in self._alone(at.ref)]
        if self.stuck:
            raise StuckCourses(self.stuck)
        return outcomes

    def _alone(self, ref: str) -> list[Outcome]:
        try:
            with self.database.begin() as transaction:
                return self._moved(transaction, [place(transaction, ref)])
        except (Duplicate, Overtaken) as error:
            self.stuck[ref] = error
            return []

    def _moved(self, transaction: Transaction, places: Sequence[Place]) -> list[Outcome]:
        recording = Recording(self.keyring)
        outcomes = [outcome for at in places if (outcome := self._step(recording, at))]
        if not recording.write(transaction):
            raise Overtaken(places[0].ref, places[0].seq)
        return outcomes

    def _step(self, recording: Recording, at: Place) -> Outcome | None:
        try:
            course = at.course()
            outcome = self.rules.advance(recording, at, course, PassTime(), self.stamp)
            due_at = outcome.course.next_due_at
            if due_at is not None and due_at <= self.stamp.now:
                raise StuckTimer(at.ref)
        except MentorError as error:
            self.stuck[at.ref] = error
            return None
        return outcome
