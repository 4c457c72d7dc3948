"""How much runs with each mentor, for her manager: numbers alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from casework.agendas import Agenda, everything
from casework.office import Office
from domain.calendar import local_day
from domain.duties import Party
from domain.lifecycle import FINAL


@dataclass(frozen=True, slots=True)
class MentorStanding:
    """A mentor's open courses, on how many something of hers is late, and how many have something today."""

    mentor: str
    name: str
    courses: int
    late: int
    today: int


def standing_of_mentors(office: Office) -> list[MentorStanding]:
    """Everybody of the staff and everybody with open courses: who is most behind comes first."""
    by_mentor: dict[str, list[Agenda]] = defaultdict(list)
    for member in office.staff.mentors:
        by_mentor[member.id] = []
    for agenda in everything(office):
        if agenda.mentor and agenda.phase not in FINAL:
            by_mentor[agenda.mentor].append(agenda)
    found = [_standing(office, mentor, agendas) for mentor, agendas in by_mentor.items()]
    return sorted(found, key=lambda one: (-one.late, -one.courses, one.name))


def _standing(office: Office, mentor: str, agendas: list[Agenda]) -> MentorStanding:
    today = local_day(office.now)
    hers = [[duty for duty in agenda.duties if Party.MENTOR in duty.parties] for agenda in agendas]
    return MentorStanding(
        mentor=mentor,
        name=office.staff.name_of(mentor),
        courses=len(agendas),
        late=sum(any(duty.is_overdue(today) for duty in duties) for duties in hers),
        today=sum(any(duty.deadline_on == today for duty in duties) for duties in hers),
    )
