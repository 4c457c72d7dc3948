"""What a form is made for: one course as it stands, its programme, and who fills the form in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from adapters.staff import Staff
from casework.case_record import CaseRecord
from casework.office import Office
from casework.reading_log import note_reading
from domain.calendar import local_day
from domain.course import Course
from domain.errors import Refused
from domain.explain import danish_date
from domain.programme import Programme
from domain.values import Actor


@dataclass(frozen=True)
class Setting:
    """One course at one moment, as the person who fills the form in may see it."""

    office: Office
    course: Course
    actor: Actor

    @cached_property
    def programme(self) -> Programme:
        """The programme in the course's version."""
        return self.office.programme_of(self.course)

    @property
    def staff(self) -> Staff:
        """Mentors and coordinators."""
        return self.office.staff

    @cached_property
    def today(self) -> date:
        """The Danish day."""
        return local_day(self.office.now)

    @cached_property
    def goals(self) -> Mapping[str, str]:
        """The goals that are worked on, by id: in their own words for one who may read them, which is written
        down; for others by their number and day.
        """
        known = [goal for goal in self.course.goals if goal.is_open]
        words = self._goal_words if known else {}
        return {one.id: words.get(one.id) or _neutral(one.id, one.target_on) for one in known}

    @cached_property
    def _goal_words(self) -> Mapping[str, str]:
        if not self._may_read:
            return {}
        record = CaseRecord(self.office.casebook.recorded(self.course.ref))
        return {goal.plan.id: record.discretion.clean(goal.words.text) for goal in record.goals}

    @cached_property
    def _may_read(self) -> bool:
        try:
            note_reading(self.office, self.actor, "form", ref=self.course.ref)
        except Refused:
            return False  # then the form names the goals by their numbers alone
        return True


def _neutral(goal: str, target_on: date) -> str:
    return f"mål {goal.removeprefix('g')}, senest {danish_date(target_on)}"
