"""Delivery: waiting notices become stored envelopes, and stored envelopes are sent, each with one effect.

It needs no Prefect: `mentor deliver --watch` and the flow `delivery` call the same functions. Only stored
bytes are sent, the same on every attempt, so that a repetition after an unknown outcome is recognisable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from adapters.postman import Outcome, Postman, PostmanUnavailable, SendResult
from adapters.secure_mail import NoUsableCertificate
from casework.envelopes import addressee, message_id_of, protected, write_letter
from casework.office import Office, open_office
from domain.errors import Conflict, MentorError
from domain.notices import NoticeKind
from models.envelopes import MOVING, Envelope, EnvelopeLine, EnvelopeState, WaitingIntent

LONGEST_RETRY = timedelta(hours=1)
GIVE_UP_AFTER = timedelta(days=5)
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


async def deliver(office: Office) -> DeliveryResult:
    """Write what waits, release what was held, send what is due.

    A notice that cannot be written, or a server that is away, never stops the others: each is named in
    `problems` by code and reference, and is tried again next time.
    """
    result = DeliveryResult()
    await asyncio.to_thread(_write_waiting, office, result)
    await asyncio.to_thread(_release_held, office, result)
    await _send_due(office, result)
    if result.asked and not result.server_away:
        # What the coordinator must know about this delivery leaves with it.
        await asyncio.to_thread(_write_waiting, office, result)
        await _send_due(office, result)
    return result


async def watch(seconds: float, tell: Callable[[DeliveryResult], None]) -> None:
    """Deliver again and again until cancelled. Tells only what was done, or a problem that is new.

    The office is opened anew each time: a renewed certificate, a rotated key, a corrected file count at once.
    """
    last_problems: list[str] = []
    while True:
        result = await _deliver_once()
        if not result.quiet and (result.problems != last_problems or result.sent or result.to_post):
            tell(result)
        last_problems = result.problems
        await asyncio.sleep(seconds)


async def _deliver_once() -> DeliveryResult:
    try:
        with open_office() as office:
            return await deliver(office)
    except MentorError as error:
        return DeliveryResult(problems=[f"{error.code}: {error.message}"])


def _write_waiting(office: Office, result: DeliveryResult) -> None:
    for intents in _bundles(office.outbox.pending_intents(office.now)):
        with _noted(result, intents[0].course_ref):
            if not _may_leave(office, intents[0]):
                continue
            letter = write_letter(office, intents)
            if letter.state is EnvelopeState.HELD:
                # Asked for first: a crash between the two asks again, and asking twice asks once.
                _ask_coordinator(office, intents[0].course_ref, intents[0].seq, result)
            office.outbox.store_envelope(letter, [intent.id for intent in intents], office.now)
            result.to_post += letter.state is EnvelopeState.TO_POST


def _may_leave(office: Office, what: WaitingIntent | EnvelopeLine) -> bool:
    """Urgent notices leave at any hour; what missed the office's hours waits until it opens again."""
    return what.urgent or office.office_hours(what.controller).within_office_hours(office.now) == office.now


def _bundles(waiting: list[WaitingIntent]) -> Iterator[list[WaitingIntent]]:
    """Several notices on one course to one recipient are one mail; each letter to a citizen is its own."""

    def bundle(intent: WaitingIntent) -> tuple[bool, str, str, int]:
        return (not intent.urgent, intent.course_ref, intent.to, intent.id if intent.to == "citizen" else 0)

    for _, intents in groupby(sorted(waiting, key=bundle), key=bundle):
        yield sorted(intents, key=lambda intent: intent.id)


def _ask_coordinator(office: Office, ref: str, seq: int, result: DeliveryResult) -> None:
    """The coordinator learns at once that something did not leave; the event that caused it stands."""
    kind = NoticeKind.DELIVERY_HELD.value
    office.outbox.add_intent(ref, seq, kind=kind, to="coordinator", urgent=True, now=office.now)
    result.asked += 1


def _release_held(office: Office, result: DeliveryResult) -> None:
    for row in office.outbox.envelopes(states={EnvelopeState.HELD}):
        number = row.id or 0
        with _noted(result, f"udsendelse {number}"):
            if not _may_leave(office, row):
                result.held += 1
                continue
            plain = office.outbox.plain(number)
            try:
                raw = protected(office, plain, addressee(office, plain))
            except NoUsableCertificate:
                result.held += 1
                continue
            office.outbox.release(number, raw, message_id_of(plain), office.now)


async def _send_due(office: Office, result: DeliveryResult) -> None:
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
    """Nobody took these: however long the server stays away, they wait no longer and never give up."""
    for envelope in envelopes:
        _settle(office, envelope, EnvelopeState.QUEUED, "", _open_at(office, envelope, office.now + wait))


def _mark(office: Office, envelope: Envelope, answer: SendResult, result: DeliveryResult) -> None:
    """Write down how an attempt ended."""
    state = _STATES[answer.outcome]
    if state in MOVING and office.now - envelope.created_at > GIVE_UP_AFTER:
        state = EnvelopeState.FAILED
    again = _open_at(office, envelope, office.now + _pause(envelope.attempts))
    retry_at = again if state in MOVING else None
    if state is EnvelopeState.FAILED:
        # Before it is written down: a crash between the two asks twice, which asks once.
        _tell_of_failure(office, envelope, result)
        result.problems.append(f"afvist af modtagerens server: udsendelse {envelope.id} ({_reason(answer)})")
    _settle(office, envelope, state, _reason(answer), retry_at)
    result.failed += state is EnvelopeState.FAILED
    result.sent += state is EnvelopeState.SENT
    result.retried += state in MOVING


def _open_at(office: Office, envelope: Envelope, instant: datetime) -> datetime:
    """The instant itself for an urgent letter, otherwise when the office is next open from then on."""
    if envelope.urgent:
        return instant
    return office.office_hours(envelope.controller).within_office_hours(instant)


def _settle(
    office: Office, envelope: Envelope, state: EnvelopeState, reason: str, retry_at: datetime | None
) -> None:
    """Overtaken by another sender, whose lease is newer: the outcome is then written down there."""
    with suppress(Conflict):
        office.outbox.mark(envelope, state, office.now, reason=reason, retry_at=retry_at)


def _tell_of_failure(office: Office, envelope: Envelope, result: DeliveryResult) -> None:
    """The coordinator learns that a letter did not arrive, unless the letter was for the coordinator."""
    if envelope.course_ref is None or envelope.recipient == "coordinator":
        return
    seq = office.casebook.course(envelope.course_ref).seq
    _ask_coordinator(office, envelope.course_ref, seq, result)


def _pause(attempts: int) -> timedelta:
    doublings = min(attempts - 1, 10)
    return min(timedelta(minutes=2**doublings), LONGEST_RETRY)


def _reason(answer: SendResult) -> str:
    return " ".join(part for part in (str(answer.code or ""), answer.detail) if part)


@contextmanager
def _noted(result: DeliveryResult, what: str) -> Iterator[None]:
    """One letter's trouble is named and left for next time; the others go on."""
    try:
        yield
    except Conflict:
        return
    except MentorError as error:
        result.problems.append(f"{what}: {error.code}")
