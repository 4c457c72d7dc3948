"""What lies on a coordinator's desk beside the courses: mails, letters and incidents, each as a number."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casework.access.break_glass import break_glasses_of
from casework.office import Office
from models.desk_counts import letters_not_away, open_incidents
from models.envelopes import UNDELIVERED, EnvelopeState


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind of thing that waits for a coordinator: its name, how many, and where it is seen to."""

    name: str
    number: int
    path: str


def piles(office: Office, coordinator: str) -> list[Pile]:
    """What waits, the most pressing first; what there is nothing of is left out. Letters and
    mails of municipalities that are not this coordinator's are not counted.
    """
    hers = office.staff.coordinator(coordinator).controllers
    letters = letters_not_away(office.database, hers)
    new, _ = office.ledger.waiting()
    quarantined, _ = office.ledger.in_quarantine(hers)
    found = (
        _pile(
            open_incidents(office.database),
            "hændelse med en mentor, der ikke er fulgt op på",
            "hændelser med mentorer, der ikke er fulgt op på",
            "/haendelser",
        ),
        _pile(
            len(break_glasses_of(office, coordinator)),
            "nødadgang til et af dine forløb",
            "nødadgange til dine forløb",
            "/noedadgange",
        ),
        _letters(letters, UNDELIVERED, "der ikke nåede frem", "/uafleveret"),
        _pile(quarantined, "mail i karantæne", "mails i karantæne", "/post"),
        _pile(new, "ny mail, der ikke er afgjort", "nye mails, der ikke er afgjort", "/post"),
        _letters(letters, {EnvelopeState.TO_POST}, "der skal sendes med Digital Post", "/breve"),
        _letters(letters, {EnvelopeState.HELD}, "der venter på et certifikat", "/uafleveret"),
    )
    return [pile for pile in found if pile.number]


def _letters(
    letters: Mapping[EnvelopeState, int], states: Collection[EnvelopeState], which: str, path: str
) -> Pile:
    return _pile(sum(letters[state] for state in states), f"brev, {which}", f"breve, {which}", path)


def _pile(number: int, one: str, many: str, path: str) -> Pile:
    return Pile(one if number == 1 else many, number, path)
