"""What the auditor looks at: who read what, who opened a course that is not hers, who was turned away, and
who changed who may decide. Neutral but for the reasons of an emergency, which are a reading of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from casework.access.accounts import Account
from casework.access.reading_log import note_reading
from casework.access.seeing_parts import parts_for
from casework.office import Office
from domain.errors import Refused, UnknownCourse
from domain.values import Role
from models.break_glass import BrokenGlass
from models.deciders import Change
from models.readings import Reading
from models.refusals import Refusal

COUNTED = timedelta(days=30)
MOST = 100
REFUSED: Mapping[str, str] = {
    "out-of-sight": "en sag, som brugeren ikke må se",
    "unknown-course": "en sag, der ikke findes",
    "not-for-this-role": "en side, som ikke hører til rollen",
    "sign-in-over": "et login, der er udløbet eller afsluttet",
    "form-outdated": "en formular, der ikke kom fra portalen i den browser",
    "not-her-course": "en handling på et forløb, som ikke er mentorens",
    "not-her-municipality": "en handling i en kommune, som koordinatoren ikke har",
    "not-her-controller": "en mail til en kommune, som koordinatoren ikke har",
    "own-visits": "et besøg, som en anden mentor er på",
    "handed-over": "noget andet end logbogen, mens borgeren havde telefonen",
    "token-reads-only": "en handling med en adgang, der kun må læse",
    "too-many": "for mange kald fra et program",
    "emergency-reads": "en handling på en sag, der kun var åbnet med nødadgang",
    "nothing-here": "en side eller sag, der ikke er der for brugeren",
    "may-not-read": "oplysninger, som rollen ikke må læse",
    "erased": "en sag, der er slettet",
}
"""Why somebody was turned away, in words; another code is shown as it is."""


@dataclass(frozen=True, slots=True)
class Audit:
    """The last lines of each log, newest first."""

    glasses: tuple[BrokenGlass, ...]
    refusals: tuple[Refusal, ...]
    changes: tuple[Change, ...]
    readings: tuple[Reading, ...]


def audit(office: Office) -> Audit:
    """What happened lately."""
    return Audit(
        glasses=tuple(office.break_glasses.latest(MOST)),
        refusals=tuple(office.refusals.latest(MOST)),
        changes=tuple(office.deciders.changes(MOST)),
        readings=tuple(office.readings.latest(MOST)),
    )


def refusal_counts(office: Office) -> Mapping[str, int]:
    """How often somebody was turned away in the last 30 days, by why; for the operator too."""
    counts = office.refusals.counts(office.now - COUNTED)
    return {REFUSED.get(code, code): number for code, number in sorted(counts.items())}


def glasses_of(office: Office, account: Account, ref: str) -> list[tuple[BrokenGlass, str]]:
    """Every opening of a course in an emergency with its reason, newest first. Raises Refused for whoever may
    not see who read the course. The reason may be about the citizen: that it is read is written down.
    """
    if not parts_for(office, account, ref).readings:
        raise Refused("may-not-read", "Hvem der har læst en sag, vises for koordinator, leder og revisor.")
    glasses = office.break_glasses.of_course(ref)
    if not glasses or account.role is Role.MANAGER or office.casebook.course(ref).file.erased_on is not None:
        return [(glass, "") for glass in glasses]
    note_reading(office, account.actor, "glass_reason", ref=ref)
    return [(glass, office.break_glasses.reason(glass.id)) for glass in glasses]


def take_note(office: Office, account: Account, ref: str, number: int) -> bool:
    """Write down that the coordinator has seen that a course was opened; False where somebody had already.

    Raises UnknownCourse where the number is of another course.
    """
    if number not in {glass.id for glass in office.break_glasses.of_course(ref)}:
        raise UnknownCourse(ref)
    return office.break_glasses.take_note(number, account.actor, office.now)
