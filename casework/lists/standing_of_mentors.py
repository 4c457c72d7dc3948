"""How much runs with each mentor, for her manager: numbers alone."""

from __future__ import annotations

from dataclasses import dataclass

from casework.office import Office
from domain.calendar import local_day

NOTHING = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class MentorStanding:
    """A mentor's open courses, on how many something of hers is late, and on how many what is nearest is due
    today.
    """

    mentor: str
    name: str
    courses: int
    late: int
    today: int


def standing_of_mentors(office: Office) -> list[MentorStanding]:
    """Everybody of the staff and everybody with open courses: who is most behind comes first."""
    numbers = {one.mentor: one[1:] for one in office.casebook.by_mentor(local_day(office.now))}
    mentors = numbers.keys() | {member.id for member in office.staff.mentors}
    found = (
        MentorStanding(mentor, office.staff.name_of(mentor), *numbers.get(mentor, NOTHING))
        for mentor in mentors
    )
    return sorted(found, key=lambda one: (-one.late, -one.courses, one.name))
