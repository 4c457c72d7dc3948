"""Delivery: waiting notices become stored envelopes, and stored envelopes are sent, each with one effect.

It needs no Prefect: `mentor deliver --watch` and the flow `delivery` call the same functions. Only stored
bytes are sent, the same on every attempt, so that a repetition after an unknown outcome is recognisable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby

from adapters.secure_mail import NoUsableCertificate
from casework.confidential.confidential_post import attend
from casework.corps.incident_post import tell_of_incidents
from casework.corps.visits import raise_alarms
from casework.letters.envelopes import addressee, message_id_of, protected, write_letter
from casework.letters.sending import DeliveryResult, ask_coordinator, send_due
from casework.office import Office, open_office
from domain.errors import Conflict, MentorError
from models.envelopes import EnvelopeLine, EnvelopeState, WaitingIntent
from models.pulses import OK, Part

__all__ = ["SERVER_AWAY", "DeliveryResult", "deliver", "watch"]
SERVER_AWAY = "server-away"


async def deliver(office: Office) -> DeliveryResult:
    """Tell who is not back from a visit and what happened to mentors, write what waits, release what was
    held, send what is due.

    A notice that cannot be written, or a server that is away, never stops the others: each is named in
    `problems` by code and reference, and is tried again next time.
    """
    result = DeliveryResult(problems=await attend(office))
    result.problems += await asyncio.to_thread(raise_alarms, office)
    result.problems += await tell_of_incidents(office)
    await asyncio.to_thread(_write_waiting, office, result)
    await asyncio.to_thread(_release_held, office, result)
    await send_due(office, result)
    if result.asked and not result.server_away:
        # What the coordinator must know about this delivery leaves with it.
        await asyncio.to_thread(_write_waiting, office, result)
        await send_due(office, result)
    outcome = SERVER_AWAY if result.server_away else OK
    await asyncio.to_thread(office.pulses.beat, Part.DELIVERY, office.now, outcome)
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
                ask_coordinator(office, intents[0].course_ref, intents[0].seq, result)
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


@contextmanager
def _noted(result: DeliveryResult, what: str) -> Iterator[None]:
    """One letter's trouble is named and left for next time; the others go on."""
    try:
        yield
    except Conflict:
        return
    except MentorError as error:
        result.problems.append(f"{what}: {error.code}")
