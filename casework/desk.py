"""What lies on a coordinator's desk beside the courses: mails, letters and incidents, each as a number."""

from __future__ import annotations

from dataclasses import dataclass

from casework.break_glass import break_glasses_of
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
        Pile(
            "hændelser med mentorer, der ikke er fulgt op på", open_incidents(office.database), "/haendelser"
        ),
        Pile("nødadgange til dine forløb", len(break_glasses_of(office, coordinator)), "/noedadgange"),
        Pile("breve, der ikke nåede frem", sum(letters[state] for state in UNDELIVERED), "/uafleveret"),
        Pile("mails i karantæne", quarantined, "/post"),
        Pile("nye mails, der ikke er afgjort", new, "/post"),
        Pile("breve, der skal sendes med Digital Post", letters[EnvelopeState.TO_POST], "/breve"),
        Pile("breve, der venter på et certifikat", letters[EnvelopeState.HELD], "/uafleveret"),
    )
    return [pile for pile in found if pile.number]
