"""Letters that did not arrive: a coordinator sends them again after a correction, or ticks them off.

Sending again writes a new letter of the same notices, with the addresses and certificates of now and a
Message-ID of its own; it points back to the one it replaces. Both ways are recorded with who chose them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from casework.letters.envelopes import write_letter
from casework.office import Office
from domain.errors import InvalidInput, Problem, Refused
from domain.values import Actor, Role
from models.envelopes import UNDELIVERED, Ending, EnvelopeLine, EnvelopeState
from models.outbox_rows import not_undelivered

RESENT = "resent"
REASONS = {
    "told-otherwise": "modtageren har fået besked på en anden måde",
    "no-longer-needed": "beskeden er ikke længere nødvendig",
    "arrived-after-all": "modtageren har bekræftet, at den kom frem",
}
"""Why a letter that did not arrive may be ticked off."""


def undelivered(office: Office, controllers: Collection[str] = ()) -> list[EnvelopeLine]:
    """The letters that did not arrive and that nobody has ended, oldest first: of those municipalities, or of
    all.
    """
    found = office.outbox.envelopes(states=UNDELIVERED)
    return [line for line in found if not line.ended_as and _is_of(line, controllers)]


def held_back(office: Office, controllers: Collection[str] = ()) -> list[EnvelopeLine]:
    """The letters that wait for a certificate, oldest first; with one they leave by themselves."""
    held = office.outbox.envelopes(states={EnvelopeState.HELD})
    return [line for line in held if _is_of(line, controllers)]


def _is_of(line: EnvelopeLine, controllers: Collection[str]) -> bool:
    return not controllers or line.controller in controllers


def resend(office: Office, number: int, by: Actor) -> int:
    """Write the letter anew, to leave with the next delivery; gives the new letter's number.

    What is not urgent leaves within the office's hours. Raises Refused if it did arrive or is ended already,
    and MentorError when it still cannot be written.
    """
    _must_be_hers(office, number, by)
    intents = office.outbox.carried_by(number)
    if not intents:
        text = "Brevet er et udkast til indsigt. Send det igen med »mentor access draft«, og afslut dette."
        raise Refused("draft-again", text)
    letter = write_letter(office, intents)
    hours = office.office_hours(letter.controller)
    leaves = office.now if letter.urgent else hours.within_office_hours(office.now)
    return office.outbox.store_envelope(
        replace(letter, not_before=leaves),
        [intent.id for intent in intents],
        office.now,
        instead_of=Ending(number, RESENT, str(by)),
    )


def tick_off(office: Office, number: int, reason: str, by: Actor) -> None:
    """End a letter without sending it again. Raises InvalidInput for an unknown reason, Refused as above."""
    _must_be_hers(office, number, by)
    if reason not in REASONS:
        problem = Problem("--reason", "er ikke en af grundene", f"skriv {', '.join(REASONS)}")
        raise InvalidInput("Grund", (problem,))
    office.outbox.end(Ending(number, reason, str(by)))


def _must_be_hers(office: Office, number: int, by: Actor) -> None:
    """A coordinator of the letter's municipality, and a letter that did not arrive. Raises Refused."""
    if by.role is not Role.COORDINATOR:
        text = "Kun en koordinator afgør, hvad der ikke nåede frem: --as coordinator:id"
        raise Refused("coordinator-only", text)
    limited_to = office.staff.coordinator(by.id).controllers
    if number not in {line.id for line in undelivered(office, limited_to)}:
        raise not_undelivered(number)
