"""The courses a mentor has to look after today: her own, and those of whoever she stands in for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import Absence, acting_for
from models.listing import Wanted
from models.tables.courses import CourseRow


def courses_of(office: Office, mentor: str, wanted: Wanted) -> list[CourseRow]:
    """The rows of a mentor's courses, and of the open ones of every mentor who is away today and for whom
    she stands in; of them those that are wanted.
    """
    own = office.casebook.courses(replace(wanted, mentor=mentor))
    return [*own, *_stood_in_on(office, mentor, wanted)]


def _stood_in_on(office: Office, mentor: str, wanted: Wanted) -> Iterator[CourseRow]:
    absences, day = absences_of(office), local_day(office.now)
    for away in sorted({absence.person for absence in absences if day in absence} - {mentor}):
        for row in office.casebook.courses(replace(wanted, mentor=away, open_only=True)):
            if _acts(office, row, mentor, absences):
                yield row


def _acts(office: Office, row: CourseRow, mentor: str, absences: list[Absence]) -> bool:
    cover = office.casebook.course(row.ref).cover
    return acting_for(row.mentor, local_day(office.now), absences, cover).person == mentor
