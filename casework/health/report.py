"""The whole report. A part that cannot be looked at is a finding, never an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from casework.health.finding import Finding, Level, Section
from casework.health.machine import certificates, disk, versions
from casework.health.running import books, delivery, desk, mail_in, rounds, signing_in
from casework.office import Office
from domain.errors import MentorError

LOOKS: tuple[tuple[str, Callable[[Office], Iterator[Finding]]], ...] = (
    ("Post ind", mail_in),
    ("Udsendelse", delivery),
    ("Bedt om på portalen", desk),
    ("Runder og nøgletal", rounds),
    ("Bøgerne", books),
    ("Certifikater", certificates),
    ("Disk og databaser", disk),
    ("Login", signing_in),
    ("Udgaver", versions),
)
WORST_FIRST = (Level.LATE, Level.SOON, Level.GOOD)


def health(office: Office) -> list[Section]:
    """How everything stands. Asks no other machine, so that the page is there when others are not."""
    return [Section(name, _looked(name, look, office)) for name, look in LOOKS]


def worst(sections: list[Section]) -> Level:
    """How the installation stands as a whole."""
    levels = {finding.level for section in sections for finding in section.findings}
    return next((level for level in WORST_FIRST if level in levels), Level.GOOD)


def is_alive(office: Office) -> bool:
    """Whether the portal can read its database: all that is told to whoever asks."""
    try:
        office.pulses.all()
    except MentorError:
        return False
    return True


def _looked(name: str, look: Callable[[Office], Iterator[Finding]], office: Office) -> tuple[Finding, ...]:
    try:
        return tuple(look(office))
    except MentorError as error:
        return (Finding(name, Level.LATE, "kan ikke undersøges", error.message),)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return (
            Finding(name, Level.LATE, f"kan ikke undersøges ({why})", "Kontrollér filer og rettigheder."),
        )
