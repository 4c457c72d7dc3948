"""Whose courses an absence touches, and on which courses nobody stands in today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casework.access.accounts import Account
from casework.access.seeing import courses_seen_by, sight_of
from casework.corps.absences import check_absence, days_uncovered
from casework.corps.readiness import today
from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.corps.absence import Absence, acting_for
from models.listing import Wanted


@dataclass(frozen=True, slots=True)
class TouchedCourse:
    """An open course of a mentor who is away: who reads for her (empty: nobody, so its coordinator does), and
    the last day of her absence (None: until further notice).
    """

    course: str
    mentor: str
    stands_in: str
    until: date | None


@dataclass(frozen=True, slots=True)
class AbsencePreview:
    """What an absence would mean: her courses as they are read on its first day (today, if it has begun), how
    many courses she is the coordinator of, and the working days on which nobody stands in for her.
    """

    courses: tuple[TouchedCourse, ...]
    coordinated: int
    uncovered: tuple[date, ...]


def preview_absence(office: Office, absence: Absence, account: Account) -> AbsencePreview:
    """What entering it would mean for the courses that the account sees; nothing is entered. Raises as
    `enter_absence`.
    """
    check_absence(office, absence, account.actor)
    day = max(absence.starts_on, today(office))
    coordinated = Wanted(coordinator=absence.person, open_only=True, sight=sight_of(office, account))
    return AbsencePreview(
        courses=tuple(_touched(office, account, absence.person, day, [*absences_of(office), absence])),
        coordinated=office.casebook.count(coordinated),
        uncovered=days_uncovered(office, absence),
    )


def without_cover(office: Office, account: Account) -> list[TouchedCourse]:
    """The open courses in sight whose mentor is away today and for whom nobody stands in, by mentor."""
    day, absences = today(office), absences_of(office)
    away = sorted({absence.person for absence in absences if day in absence})
    found = (one for person in away for one in _touched(office, account, person, day, absences))
    return [one for one in found if not one.stands_in]


def _touched(
    office: Office, account: Account, person: str, day: date, absences: Sequence[Absence]
) -> Iterator[TouchedCourse]:
    for row in courses_seen_by(office, account, Wanted(mentor=person, open_only=True)):
        standing = acting_for(person, day, absences, row.cover)
        yield TouchedCourse(row.ref, person, standing.person, standing.until)
