"""What lies on a coordinator's desk beside the courses: mails, letters and incidents, each as a number."""

from __future__ import annotations

from dataclasses import dataclass

from casework.office import Office
from models.desk_counts import letters_not_away, open_incidents
from models.envelopes import UNDELIVERED, EnvelopeState


@dataclass(frozen=True, slots=True)
class Pile:
    """One kind of thing that waits for a coordinator: its name, how many, and where it is seen to."""

    name: str
    number: int
    path: str


def piles(office: Office) -> list[Pile]:
    """What waits, the most pressing first; what there is nothing of is left out."""
    letters = letters_not_away(office.database)
    new, quarantined = office.ledger.waiting()
    found = (
        Pile(
            "hændelser med mentorer, der ikke er fulgt op på", open_incidents(office.database), "/haendelser"
        ),
        Pile("breve, der ikke nåede frem", sum(letters[state] for state in UNDELIVERED), "/uafleveret"),
        Pile("mails i karantæne", quarantined, "/post"),
        Pile("nye mails, der ikke er afgjort", new, "/post"),
        Pile("breve, der skal sendes med Digital Post", letters[EnvelopeState.TO_POST], "/breve"),
        Pile("breve, der venter på et certifikat", letters[EnvelopeState.HELD], "/uafleveret"),
    )
    return [pile for pile in found if pile.number]
