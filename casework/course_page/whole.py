"""A course's page for one reader: what is neutral, and what is personal where she may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casework import names
from casework.access.reading_log import note_reading
from casework.commands.before_acceptance import before_acceptance
from casework.corps.standing_in import substitution
from casework.course_page.deadlines import Deadline, deadlines
from casework.course_page.goals import GoalOverTime, goals_over_time
from casework.course_page.hours import HoursTold, hours_told
from casework.course_page.people import CitizenCard, Person, card_of, people_of
from casework.course_page.strip import Step, strip
from casework.history.as_known import course_at, neutral_at
from casework.keeping.file_status import file_status
from casework.office import Office
from domain.calendar import local_day
from domain.course import Course
from domain.course_parts import Matter
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """Something open beside the phase: its id, what it is, since when (UTC), and how it stands."""

    id: str
    kind: str
    name: str
    opened_at: datetime
    status: str
    rung: int


@dataclass(frozen=True, slots=True)
class Neutral:
    """Everything on the page that names nobody but us. Instants are UTC."""

    course: Course
    phase: str
    programme: str
    waiting_on: str
    steps: tuple[Step, ...]
    deadlines: tuple[Deadline, ...]
    hours: HoursTold
    matters: tuple[OpenMatter, ...]
    appointments: tuple[tuple[str, datetime], ...]
    people: tuple[Person, ...]
    missing: tuple[str, ...]
    before: tuple[str, ...]
    substitution: str
    file: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Personal:
    """What is shown only after it was written down who reads it."""

    citizen: CitizenCard
    goals: tuple[GoalOverTime, ...]


def neutral_page(office: Office, ref: str, at: datetime | None = None) -> Neutral:
    """The page without anything personal, as it stands or as it was known at an instant (UTC). Needs no key.

    Raises UnknownCourse, InvalidInput.
    """
    course = course_at(office, ref, at)
    programme, now = office.programme_of(course), at or office.now
    return Neutral(
        course=course,
        phase=names.PHASES[course.phase],
        programme=programme.title,
        waiting_on=names.WAITING_ON[course.waiting_on],
        steps=strip(course, neutral_at(office, ref, at)),
        deadlines=deadlines(office, course),
        hours=hours_told(course, programme, local_day(now)),
        matters=tuple(map(_matter, course.open_matters())),
        appointments=tuple(sorted(course.appointments, key=lambda one: one[1])),
        people=people_of(office, course),
        missing=tuple(names.parts(course.missing)),
        before=_before(office, course, now),
        substitution="" if at else substitution(office, course),
        file=file_status(course, programme, local_day(now)),
    )


def personal_page(office: Office, course: Course, reader: Actor) -> Personal:
    """The citizen's card and the goals, after it was written down who reads them. Raises Refused, KeyMissing,
    Tampered.
    """
    note_reading(office, reader, "course_page", ref=course.ref)
    history = office.casebook.recorded(course.ref)
    goals = goals_over_time(course, history, office.programme_of(course))
    return Personal(card_of(history), goals)


def _before(office: Office, course: Course, now: datetime) -> tuple[str, ...]:
    rules = office.programme_of(course), office.calendar_of(course)
    return tuple(before_acceptance(course, *rules, now, office.corps.documents.present()))


def _matter(matter: Matter) -> OpenMatter:
    return OpenMatter(
        id=matter.id,
        kind=matter.kind.value,
        name=names.MATTERS[matter.kind],
        opened_at=matter.opened_at,
        status=names.MATTER_STATUS[matter.status],
        rung=matter.rung,
    )
