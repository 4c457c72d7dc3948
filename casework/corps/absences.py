"""Entering and ending absences: checked against the staff, and against who is away already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.corps.authorised import must_be_coordinator
from casework.corps.coordinating import reaches
from casework.corps.standing_in import absences_of
from casework.corps.working_days import shared_calendar
from casework.office import Office
from domain.calendar import ONE_DAY
from domain.corps.absence import Absence, may_be_absent, uncovered
from domain.errors import InvalidInput, Problem
from domain.values import Actor

LOOKED_AHEAD = 60
"""Days of an open-ended absence that are looked through for somebody to stand in."""


@dataclass(frozen=True, slots=True)
class Entered:
    """An absence that counts from now on, and the working days on which nobody stands in."""

    absence: Absence
    uncovered: tuple[date, ...]


def enter_absence(office: Office, absence: Absence, by: Actor) -> Entered:
    """Enter that somebody is away. Raises InvalidInput for people who are not in `staff.toml`, Refused."""
    check_absence(office, absence, by)
    return _entered(office, office.corps.absences.add(absence, str(by), office.now))


def check_absence(office: Office, absence: Absence, by: Actor) -> None:
    """Raises what `enter_absence` raises, and enters nothing."""
    must_be_coordinator(office, by)
    if problems := tuple(_problems(office, absence)):
        raise InvalidInput("Fravær", problems)
    may_be_absent(absence, office.corps.absences.all())


def days_uncovered(office: Office, absence: Absence) -> tuple[date, ...]:
    """The working days of an absence, entered or not, on which nobody stands in."""
    return _entered(office, absence).uncovered


def end_absence(office: Office, number: int, last_on: date, by: Actor) -> Absence | None:
    """Let an absence end after `last_on`; before its first day it is withdrawn (None). Raises Refused."""
    must_be_coordinator(office, by)
    return office.corps.absences.end(number, last_on, str(by), office.now)


def _entered(office: Office, absence: Absence) -> Entered:
    calendar = shared_calendar(office)
    length = (absence.ends_on - absence.starts_on).days if absence.ends_on else LOOKED_AHEAD
    days = (absence.starts_on + ONE_DAY * number for number in range(length + 1))
    working = (day for day in days if calendar.is_working_day(day))
    return Entered(absence, uncovered(absence, working, absences_of(office)))


def _problems(office: Office, absence: Absence) -> Iterator[Problem]:
    """A substitute must be able to do what the one who is away does: be mentor, or coordinator."""
    groups = [{one.id for one in group} for group in (office.staff.mentors, office.staff.coordinators)]
    hers = [group for group in groups if absence.person in group]
    if not hers:
        yield Problem("person", "står ikke i staff.toml", "vælg en mentor eller koordinator, der står dér")
    elif absence.substitute and not any(absence.substitute in group for group in hers):
        yield Problem("substitute", "står ikke i staff.toml i samme rolle", "vælg en anden vikar")
    elif not _reaches(office, absence):
        cure = "vælg en koordinator for de samme kommuner, eller bed driften give hende dem"
        yield Problem("substitute", "er ikke koordinator for de samme kommuner", cure)


def _reaches(office: Office, absence: Absence) -> bool:
    """A substitute coordinator may see what the one who is away has to see to."""
    coordinators = {one.id: one for one in office.staff.coordinators}
    own, substitute = coordinators.get(absence.person), coordinators.get(absence.substitute)
    return own is None or substitute is None or reaches(substitute, own)
