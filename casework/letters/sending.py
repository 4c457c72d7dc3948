"""Sending: stored letters leave, the same bytes each time, and how each attempt ended is written down."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from adapters.postman import Outcome, Postman, PostmanUnavailable, SendResult
from casework.arriving.later_mail import MAILROOM
from casework.office import Office
from domain.calendar import local_day
from domain.errors import Conflict
from domain.notices import NoticeKind
from models.envelopes import MOVING, Envelope, EnvelopeState

LONGEST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=5)
ENOUGH_COPIES = 5
"""A server that breaks off after the content may have kept each copy: then a person asks the recipient."""
AT_A_TIME = 10
LEASE = timedelta(minutes=2)
"""Longer than the postman spends on one letter, so that nobody else takes one that is on its way."""
SERVER_AWAY = timedelta(minutes=1)
_STATES = {
    Outcome.ACCEPTED: EnvelopeState.SENT,
    Outcome.RETRY: EnvelopeState.QUEUED,
    Outcome.UNKNOWN: EnvelopeState.UNKNOWN,
    Outcome.REFUSED: EnvelopeState.FAILED,
}
_FAILURES = {
    Outcome.RETRY: "modtagerens server siger stadig vent",
    Outcome.UNKNOWN: "modtagerens server kvitterer ikke",
    Outcome.REFUSED: "afvist af modtagerens server",
}


@dataclass
class DeliveryResult:
    """How many envelopes were sent, will be tried again, are held, were refused; and codes of what failed.

    `asked` counts what the coordinator was asked to look at, `server_away` tells that no server was reached.
    """

    sent: int = 0
    retried: int = 0
    held: int = 0
    failed: int = 0
    to_post: int = 0
    problems: list[str] = field(default_factory=list)
    asked: int = 0
    server_away: bool = False

    @property
    def quiet(self) -> bool:
        """Whether nothing at all happened."""
        return not (self.sent or self.retried or self.failed or self.to_post or self.problems)


async def send_due(office: Office, result: DeliveryResult) -> None:
    """Send every stored letter whose time has come, and write down how each attempt ended."""
    postman = office.postman()
    while envelopes := await asyncio.to_thread(_leased, office):
        last_start = office.now + LEASE - timedelta(seconds=postman.longest)
        for position, envelope in enumerate(envelopes):
            if position and office.now > last_start:
                # The server is slow: the others are leased anew before they are sent.
                await asyncio.to_thread(_put_back, office, envelopes[position:], timedelta())
                break
            if not await _sent(office, postman, envelope, result):
                await asyncio.to_thread(_put_back, office, envelopes[position:], SERVER_AWAY)
                result.retried += len(envelopes[position:])
                return


def _leased(office: Office) -> list[Envelope]:
    return office.outbox.lease_envelopes(office.now, int(LEASE.total_seconds()), AT_A_TIME)


async def _sent(office: Office, postman: Postman, envelope: Envelope, result: DeliveryResult) -> bool:
    """Try to send one letter and write down how that ended; False if there is no server to try with."""
    sender = office.partners.own_address
    try:
        answer = await postman.send(envelope.raw, sender=sender, recipient=envelope.address)
    except PostmanUnavailable as error:
        result.server_away = True
        result.problems.append(f"{error.code}: {error.message}")
        return False
    await asyncio.to_thread(_mark, office, envelope, answer, result)
    return True


def _put_back(office: Office, envelopes: Sequence[Envelope], wait: timedelta) -> None:
    """Nobody was offered these: however long the server stays away, they wait no longer and never give up."""
    for envelope in envelopes:
        with suppress(Conflict):
            office.outbox.put_back(envelope, _open_at(office, envelope, office.now + wait))
        _stop_if_withdrawn(office, envelope)


def _mark(office: Office, envelope: Envelope, answer: SendResult, result: DeliveryResult) -> None:
    """Write down how an attempt ended."""
    state = EnvelopeState.FAILED if _is_hopeless(office, envelope, answer) else _STATES[answer.outcome]
    again = _open_at(office, envelope, office.now + _pause(envelope.attempts))
    if state is EnvelopeState.FAILED:
        # Before it is written down: a crash between the two asks twice, which asks once.
        _tell_of_failure(office, envelope, result)
        result.problems.append(f"{_FAILURES[answer.outcome]}: udsendelse {envelope.id} ({_reason(answer)})")
    retry_at = again if state in MOVING else None
    with suppress(Conflict):  # another sender has a newer lease: the outcome is then written down there
        office.outbox.mark(envelope, state, office.now, reason=_reason(answer), retry_at=retry_at)
    if state in MOVING:
        _stop_if_withdrawn(office, envelope)
    result.failed += state is EnvelopeState.FAILED
    result.sent += state is EnvelopeState.SENT
    result.retried += state in MOVING


def _stop_if_withdrawn(office: Office, envelope: Envelope) -> None:
    """A consent may have been withdrawn while the letter was on its way: then it is not tried again."""
    ref = envelope.course_ref
    if ref and office.casebook.course(ref).consent.ended_on(local_day(office.now)):
        office.outbox.withhold(ref, str(MAILROOM), office.now)


def _is_hopeless(office: Office, envelope: Envelope, answer: SendResult) -> bool:
    """Whether a letter that was neither accepted nor refused for good is tried no more."""
    if answer.outcome is Outcome.UNKNOWN and envelope.attempts >= ENOUGH_COPIES:
        return True
    return _STATES[answer.outcome] in MOVING and office.now - envelope.created_at > GIVE_UP_AFTER


def _open_at(office: Office, envelope: Envelope, instant: datetime) -> datetime:
    """The instant itself for an urgent letter, otherwise when the office is next open from then on."""
    if envelope.urgent:
        return instant
    return office.office_hours(envelope.controller).within_office_hours(instant)


def _tell_of_failure(office: Office, envelope: Envelope, result: DeliveryResult) -> None:
    """The coordinator learns that a letter did not arrive, unless the letter was for the coordinator."""
    if envelope.course_ref is None or envelope.recipient == "coordinator":
        return
    seq = office.casebook.course(envelope.course_ref).seq
    ask_coordinator(office, envelope.course_ref, seq, result)


def _pause(attempts: int) -> timedelta:
    doublings = min(attempts - 1, 10)
    return min(timedelta(minutes=2**doublings), LONGEST_RETRY)


def _reason(answer: SendResult) -> str:
    return " ".join(part for part in (str(answer.code or ""), answer.detail) if part)


def ask_coordinator(office: Office, ref: str, seq: int, result: DeliveryResult) -> None:
    """The coordinator learns at once that something did not leave; the event that caused it stands."""
    kind = NoticeKind.DELIVERY_HELD.value
    office.outbox.add_intent(ref, seq, kind=kind, to="coordinator", urgent=True, now=office.now)
    result.asked += 1
