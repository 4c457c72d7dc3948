"""The casebook: the single writer of courses. One command is one commit of events, snapshot and intents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.calendar import Calendar, local_day
from domain.commands import (
    DECISIONS,
    Command,
    RegisterReferral,
)
from domain.errors import Conflict
from domain.programme import Programme
from domain.values import Actor
from models import blind_index, histories
from models.authenticating import authenticate
from models.chain import GENESIS
from models.columns import micros
from models.database import Database
from models.decision_codes import Herself
from models.errors import Duplicate, Overtaken
from models.gate import documents_for
from models.keyring import Keyring
from models.numbering import COURSES, next_number, next_ref
from models.passing import CLOCK, Passing
from models.places import Place, due_refs, place, refs_under, registered
from models.reading import Reading
from models.recording import Recording, Stamp
from models.steps import Outcome, Programmes, Rules
from models.store import Transaction
from models.together import together

ATTEMPTS = 5
"""How often a command is tried again when somebody else was faster and the caller had seen no version."""


class Casebook(Reading):
    """All courses. Safe to use from several threads; several processes may share one database."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        programmes: Programmes,
        calendar_of: Callable[[Programme], Calendar],
    ) -> None:
        super().__init__(database, keyring)
        self._rules = Rules(programmes, calendar_of)

    def register(
        self,
        command: RegisterReferral,
        actor: Actor,
        now: datetime,
        *,
        key: str | None = None,
        flow_run_id: str | None = None,
        only_open: bool = False,
    ) -> Outcome:
        """Make a course of a referral; its reference is given here (`M-<Danish year>-<number>`).

        A second call with the same `key` (for example the mail's id) finds the first one's course. With
        `only_open` Conflict is raised if the citizen has an open course within the controller by now, also
        where two referrals are registered at once. Raises Refused, or InvalidInput for an unknown programme.
        """
        if key is not None and (done := self._registered(key)):
            return done
        stamp = Stamp(actor, now, flow_run_id)
        data_key = self._keyring.new_keys(1, now)[0]
        try:
            with self._database.begin() as transaction:
                ref = next_ref(transaction, f"M-{local_day(now).year}")
                if only_open:
                    self._must_be_only_open(transaction, command)
                return self._register(transaction, data_key.id, replace(command, ref=ref), stamp, key)
        except Duplicate:
            if key is not None and (done := self._registered(key)):
                return done
            raise

    def handle(
        self,
        ref: str,
        command: Command,
        actor: Actor,
        now: datetime,
        *,
        expected_seq: int | None = None,
        key: str | None = None,
        flow_run_id: str | None = None,
        decision_code: str | Herself | None = None,
    ) -> Outcome:
        """Do a command on a course, in one commit, or nothing at all.

        `expected_seq` is the version the caller has seen: if the course has moved on, Conflict is raised.
        `key` makes the command happen once per course. `decision_code` is spent in the same commit; it must
        be the actor's, for this course. Where the actor herself is signed in, one is made and spent there.
        Raises Refused, UnknownCourse, Conflict.
        """
        stamp = Stamp(actor, now, flow_run_id, key)
        return self._in_turn(
            expected_seq,
            lambda transaction: self._handle(
                transaction, ref, command, stamp, expected_seq=expected_seq, decision_code=decision_code
            ),
        )

    def handle_all(
        self,
        ref: str,
        commands: Sequence[Command],
        actor: Actor,
        now: datetime,
        *,
        expected_seq: int | None = None,
    ) -> Outcome:
        """Do several commands in one commit, each on what the ones before it led to: all of them or none.

        `expected_seq` as for `handle`. Decisions are done alone. Raises PartsRefused and as `handle`.
        """
        stamp = Stamp(actor, now)
        return self._in_turn(
            expected_seq,
            lambda transaction: self._handle_all(transaction, ref, commands, stamp, expected_seq),
        )

    def pass_time(
        self,
        now: datetime,
        *,
        refs: Sequence[str] | None = None,
        limit: int = 1000,
        flow_run_id: str | None = None,
    ) -> list[Outcome]:
        """Let time pass for the courses that are due (or for `refs`), all in one commit.

        A course that cannot be moved does not stop the others: StuckCourses is raised when they are done.
        """
        stamp = Stamp(CLOCK, now, flow_run_id)
        passing = Passing(self._database, self._keyring, self._rules, stamp)
        if refs is not None:
            return passing.each(refs)
        with self._database.read() as transaction:
            behind = self._behind(transaction, now, limit)
        return passing.due(limit, besides=behind)

    def due(self, now: datetime, limit: int = 1000) -> list[str]:
        """The references of the courses that are due, earliest first; then of those whose version of the
        programme no longer holds.
        """
        with self._database.read() as transaction:
            due = due_refs(transaction, micros(now), limit)
            behind = self._behind(transaction, now, limit - len(due))
        return list(dict.fromkeys((*due, *behind)))

    def _behind(self, transaction: Transaction, now: datetime, limit: int) -> list[str]:
        left = self._rules.programmes.left_behind(local_day(now))
        refs: list[str] = []
        for programme, versions in left.items():
            for version in versions:
                refs += refs_under(transaction, programme, version, limit - len(refs))
        return refs

    def _in_turn(self, expected_seq: int | None, step: Callable[[Transaction], Outcome]) -> Outcome:
        """One step in one commit; again where somebody else was faster and no version was asked for."""
        for _ in range(ATTEMPTS - 1 if expected_seq is None else 0):
            try:
                with self._database.begin() as transaction:
                    return step(transaction)
            except Overtaken:
                continue
        with self._database.begin() as transaction:
            return step(transaction)

    def _registered(self, key: str) -> Outcome | None:
        with self._database.read() as transaction:
            found = registered(transaction, key)
        return Outcome(found.course(), already=True) if found else None

    def _register(
        self, transaction: Transaction, key_id: str, command: RegisterReferral, stamp: Stamp, key: str | None
    ) -> Outcome:
        new = Place(next_number(transaction, COURSES), command.ref, key_id, 0, GENESIS, "")
        recording = Recording(self._keyring)
        outcome = self._rules.begin(recording, new, command, stamp)
        recording.write_first(transaction, new, outcome.course, key)
        controller = outcome.course.controller
        blind_index.remember(transaction, self._keyring, new, controller, outcome.events[0])
        return outcome

    def _must_be_only_open(self, transaction: Transaction, command: RegisterReferral) -> None:
        """Asked after the number was given out, which only one registration at a time gets past."""
        cpr = command.referral.citizen.cpr
        refs = blind_index.find(transaction, self._keyring, command.controller, cpr)
        if any(place(transaction, ref).course().is_open for ref in refs):
            raise Conflict("Borgeren har netop fået et forløb. Mailen afgøres igen, næste gang post hentes.")

    def _handle(
        self,
        transaction: Transaction,
        ref: str,
        command: Command,
        stamp: Stamp,
        *,
        expected_seq: int | None,
        decision_code: str | Herself | None,
    ) -> Outcome:
        at = place(transaction, ref)
        course = at.course()
        if stamp.key is not None and histories.has_effect(transaction, at.id, stamp.key):
            return Outcome(course, already=True)
        if expected_seq not in (None, at.seq):
            raise Overtaken(ref, at.seq)
        if decision_code is not None or isinstance(command, DECISIONS):
            authenticate(transaction, self._keyring, command, stamp, at, decision_code)
        recording = Recording(self._keyring)
        documents = documents_for(transaction, command)
        outcome = self._rules.advance(recording, at, course, command, stamp, documents)
        self._write(transaction, recording, at, outcome)
        return outcome

    def _handle_all(
        self,
        transaction: Transaction,
        ref: str,
        commands: Sequence[Command],
        stamp: Stamp,
        expected_seq: int | None,
    ) -> Outcome:
        at = place(transaction, ref)
        if expected_seq not in (None, at.seq):
            raise Overtaken(ref, at.seq)
        recording = Recording(self._keyring)
        outcome = together(transaction, self._rules, recording, at, commands, stamp)
        self._write(transaction, recording, at, outcome)
        return outcome

    def _write(self, transaction: Transaction, recording: Recording, at: Place, outcome: Outcome) -> None:
        if not recording.write(transaction):
            raise Overtaken(at.ref, at.seq + 1)
        controller = outcome.course.controller
        blind_index.follow(transaction, self._keyring, at, controller, outcome.events)
