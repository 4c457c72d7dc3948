"""Several commands on one course as one step: each is decided on what the ones before it led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.commands import DECISIONS, Command
from domain.corps.documents import Document
from domain.course import Course
from domain.errors import PartsRefused, Refused
from domain.events import Event
from models.gate import documents_for
from models.places import Place
from models.recording import Recording, Stamp
from models.steps import Outcome, Rules
from models.store import Transaction

ALONE = "En afgørelse træffes for sig, med beslutningstagerens egen kode."


def together(
    transaction: Transaction,
    rules: Rules,
    recording: Recording,
    at: Place,
    commands: Iterable[Command],
    stamp: Stamp,
) -> Outcome:
    """Decide all the commands. Raises PartsRefused with the numbers of those that rules say no to."""
    step = Together(rules, recording, at, at.course(), stamp)
    for command in commands:
        step.add(command, documents_for(transaction, command))
    return step.outcome()


@dataclass(slots=True)
class Together:
    """What has been decided so far. A command that rules say no to is left out, so that those after it are
    looked at too; then nothing at all is done.
    """

    rules: Rules
    recording: Recording
    place: Place
    course: Course
    stamp: Stamp
    number: int = 0
    events: list[Event] = field(default_factory=list)
    seqs: list[int] = field(default_factory=list)
    refused: list[tuple[int, Refused]] = field(default_factory=list)

    def add(self, command: Command, documents: frozenset[Document]) -> None:
        """Decide one more command."""
        try:
            if isinstance(command, DECISIONS):
                raise Refused("decision-code", ALONE)
            done = self.rules.advance(self.recording, self.place, self.course, command, self.stamp, documents)
        except Refused as refusal:
            self.refused.append((self.number, refusal))
        else:
            self._goes_on_from(done)
        self.number += 1

    def _goes_on_from(self, done: Outcome) -> None:
        if not done.events:
            return
        self.course = done.course
        self.events += done.events
        self.seqs += done.seqs
        self.place = self.place._replace(seq=done.course.seq, head=self.recording.head)

    def outcome(self) -> Outcome:
        """What all of them led to. Raises PartsRefused."""
        if self.refused:
            raise PartsRefused(self.refused)
        return Outcome(self.course, tuple(self.events), tuple(self.seqs))
