"""Plays the factory's stories through the casebook, so that every story becomes stored courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.calendar import danish_calendar
from adapters.programmes import Programmes
from domain import commands as c
from domain.course import Course
from domain.values import Actor, Role
from models.casebook import Casebook
from models.database import Database
from models.deciders import Deciders
from models.keyring import Keyring
from models.steps import Outcome
from tests.factory.playing import _USUALLY, AMIRA, START, VIBORG, Step


def open_casebook(database: Database, keyring: Keyring) -> Casebook:
    """A casebook with the Viborg programme and the Danish calendar."""
    return Casebook(database, keyring, Programmes((VIBORG,)), danish_calendar)


@dataclass
class Desk:
    """A clock and one course on a casebook."""

    casebook: Casebook
    now: datetime = START
    ref: str = ""
    outcomes: list[Outcome] = field(default_factory=list)

    def play(self, steps: Iterable[Step]) -> Course:
        """Perform the steps in order; gives the course as it is stored then."""
        for step in steps:
            self._step(step)
        return self.casebook.course(self.ref)

    def _step(self, step: Step) -> None:
        if isinstance(step, datetime):
            self._until(step)
        elif isinstance(step, tuple):
            self.act(step[1], step[0])
        else:
            self.act(step, _USUALLY.get(type(step)) or self._mentor())

    def act(self, command: c.Command, actor: Actor, **options: object) -> Outcome:
        """Perform one command now."""
        if isinstance(command, c.RegisterReferral):
            outcome = self.casebook.register(command, actor, self.now)
            self.ref = outcome.course.ref
        else:
            if isinstance(command, c.DecideExtension) and "decision_code" not in options:
                command, actor, options["decision_code"] = self._authorised(command)
            outcome = self.casebook.handle(self.ref, command, actor, self.now, **options)  # type: ignore[arg-type]
        self.outcomes.append(outcome)
        return outcome

    def _authorised(self, command: c.DecideExtension) -> tuple[c.DecideExtension, Actor, str]:
        """The decision as a registered decider takes it, with a code of her own."""
        deciders = Deciders(self.casebook._database, self.casebook._keyring)
        known = (one for one in deciders.all() if one.role == command.decider_role)
        decider = next(known, None) or deciders.add(
            controller=self.casebook.course(self.ref).controller,
            role=command.decider_role,
            unit=command.unit,
            name="Mette Skovgaard",
            email="mette@jobcenter.example",
            now=self.now,
        )
        actor = Actor(Role(decider.role), decider.ref)
        return replace(command, decider=decider.ref), actor, deciders.issue(decider.ref, self.ref, self.now)

    def _until(self, instant: datetime) -> None:
        while (due := self.casebook.course(self.ref).next_due_at) and due <= instant:
            self.now = max(self.now, due)
            self.outcomes += self.casebook.pass_time(self.now, refs=[self.ref])
        self.now = max(self.now, instant)

    def _mentor(self) -> Actor:
        course = self.casebook.course(self.ref)
        return Actor(Role.MENTOR, course.mentor) if course.mentor else AMIRA
