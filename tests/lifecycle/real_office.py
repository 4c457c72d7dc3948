"""A story told in a real office: commands come in at its front door, the casebook lies on SQLite, letters are
written, signed and encrypted as the clock passes, and the closing report is told from what was stored.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from adapters.documents import ClosingReport, Statement
from casework.arriving.later_mail import MAILROOM
from casework.commands.acting import act
from casework.decisions.authority import add_decider, issue_code
from casework.decisions.extension import DecisionForm, decide
from casework.letters.delivery import _bundles
from casework.letters.envelopes import write_letter
from casework.office import Office
from casework.reports import closing_report
from domain import commands as c
from domain.calendar import local
from domain.course import Course
from domain.errors import Refused
from domain.explain import explain
from domain.history import of_type
from domain.referral import Referral
from domain.timers import TimerKind
from domain.values import Actor, Role
from models.envelopes import Letter, WaitingIntent
from tests.casework.decisions.test_authority import METTE
from tests.factories import KIRSTEN, at
from tests.house import CONTROLLER, House

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A letter that left: what it is about, to whom, when, and what stands in it."""

    kinds: tuple[str, ...]
    to: str
    address: str
    when: str
    letter: Letter

    def __str__(self) -> str:
        return f"{' + '.join(self.kinds)} → {self.to}, {self.when}"

    @property
    def text(self) -> str:
        """Its plain text, before it was encrypted."""
        message = cast(EmailMessage, message_from_bytes(self.letter.plain, policy=SMTP))
        parts = (part for part in message.walk() if part.get_content_type() == "text/plain")
        return next(parts).get_content()


class RealStory:
    """One course in an opened office whose clock is held. Every look at the letters begins where the last one
    ended.
    """

    def __init__(self, house: House, office: Office, begins: str) -> None:
        self.house, self.office, self.ref = house, office, ""
        self._told: list[Told] = []
        self._hold(at(begins))

    @property
    def course(self) -> Course:
        """The course as it is stored."""
        return self.office.casebook.course(self.ref)

    @property
    def phase(self) -> str:
        """Where the course is in its life."""
        return self.course.phase.value

    def order_arrives(self, programme: str, referral: Referral) -> None:
        """The jobcentre's referral becomes a course of that programme."""
        command = c.RegisterReferral(
            controller=CONTROLLER, partner="Jobcenter A", programme=programme, referral=referral
        )
        self.ref = self.office.casebook.register(command, MAILROOM, self.office.now).course.ref
        self.write_letters()

    def on(self, moment: str, *commands: c.Command, by: Actor | None = None) -> None:
        """The clock moves on to a Danish time; everything due on the way happens; then people act."""
        instant = at(moment)
        while (stop := self._next_stop()) <= instant:
            self._hold(max(stop, self.office.now))
            self.office.casebook.pass_time(self.office.now, refs=[self.ref])
            self.write_letters()
        self._hold(instant)
        self.then(*commands, by=by)

    def then(self, *commands: c.Command, by: Actor | None = None) -> None:
        """People act, now: the mentor unless it is said who."""
        for command in commands:
            act(self.office, self.ref, type(command).__name__, _as_json(command), by or self._mentor())
            self.write_letters()

    def refused(self, rule: str, command: c.Command, by: Actor | None = None) -> str:
        """The rule says no, nothing is written, and we are told why."""
        before = self.course.seq
        with pytest.raises(Refused) as caught:
            self.then(command, by=by)
        assert rule in caught.value.rules
        assert self.course.seq == before
        return caught.value.message

    def decided(self, granted: bool, role: str = "caseworker", **fields: Any) -> None:
        """A registered person of the jobcentre decides an extension with a code of her own."""
        who = self.decider(role)
        code = issue_code(self.office, self.ref, who, DAY).code
        form = DecisionForm(ref=self.ref, granted=granted, decider_ref=who, decision_code=code, **fields)
        asyncio.run(decide(self.office, form))
        self.write_letters()

    def ends_effort(self, role: str, matter: str, reason: str) -> None:
        """Somebody at the jobcentre ends the effort with a code of her own."""
        who = self.decider(role)
        code = issue_code(self.office, self.ref, who, DAY).code
        fields = {"matter": matter, "reason": reason, "decider_ref": who, "decision_code": code}
        act(self.office, self.ref, "EndEffort", json.dumps(fields).encode(), KIRSTEN)
        self.write_letters()

    def decider(self, role: str) -> str:
        """Somebody at the jobcentre who is registered to decide; she is registered when first asked for."""
        known = (one.ref for one in self.office.deciders.all() if one.role == role)
        new = json.dumps(METTE | {"role": role}).encode()
        return next(known, None) or add_decider(self.office, new).ref

    def letters(self) -> list[Told]:
        """The letters that were written since the last look."""
        told, self._told = self._told, []
        return told

    def told(self, *kinds: str) -> list[str]:
        """Who has been told what since the last look: all letters, or those of some kinds."""
        return [str(one) for one in self.letters() if not kinds or set(kinds) & set(one.kinds)]

    def letter(self, kind: str, to: str) -> Told:
        """The only letter of that kind to them since the last look."""
        (found,) = (one for one in self.letters() if kind in one.kinds and one.to == to)
        return found

    def why(self, kind: TimerKind) -> str:
        """Why a deadline of the course is on its day."""
        timer = self.course.timer(kind)
        assert timer is not None
        return explain(timer, self.office.calendar_of(self.course))

    def report(self) -> ClosingReport:
        """The closing report as the jobcentre gets it."""
        history = self.office.casebook.recorded(self.ref)
        return closing_report(self.office.context(self.course, history, history[-1]))

    def last(self, kind: type[Any]) -> Any:
        """The newest event of that type."""
        return list(of_type(self.office.casebook.recorded(self.ref), kind))[-1][1]

    def _mentor(self) -> Actor:
        return Actor(Role.MENTOR, self.course.mentor) if self.course.mentor else KIRSTEN

    def _hold(self, instant: datetime) -> None:
        self.office.clock.hold(instant)

    def _next_stop(self) -> datetime:
        """When something falls due, or the office opens for what waits outside its hours."""
        never = self.office.now + 10_000 * DAY
        waiting = self.office.outbox.pending_intents(self.office.now + 14 * DAY)
        opens = self.office.calendar_of(self.course).within_office_hours(self.office.now)
        return min(self.course.next_due_at or never, opens if waiting else never)

    def write_letters(self) -> None:
        """Everything that may leave now is written and stored, as delivery does it."""
        for bundle in _bundles(self.office.outbox.pending_intents(self.office.now)):
            letter = write_letter(self.office, bundle)
            self.office.outbox.store_envelope(letter, [one.id for one in bundle], self.office.now)
            self._told.append(_told(bundle, letter, self.office.now))


def _told(bundle: list[WaitingIntent], letter: Letter, now: datetime) -> Told:
    kinds = tuple(dict.fromkeys(one.kind for one in bundle))
    return Told(kinds, bundle[0].to, letter.address, f"{local(now):%d.%m %H:%M}", letter)


def _as_json(command: c.Command) -> bytes:
    return TypeAdapter(type(command)).dump_json(command, exclude_none=True)


def said(statements: tuple[Statement, ...]) -> list[str]:
    """What the report says there."""
    return [one.text for one in statements]


def hours(report: ClosingReport) -> dict[str, Decimal]:
    """The hours used, by category."""
    return {row.category: row.hours for row in report.hours_used}


@contextmanager
def story(house: House, begins: str) -> Iterator[RealStory]:
    """A story that begins at that Danish time."""
    with house.office(at(begins)) as office:
        yield RealStory(house, office, begins)
