"""What a form is made for: one course as it stands, its programme, and who fills the form in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from adapters.staff import Staff
from casework.history.case_record import CaseRecord
from casework.history.form_record import record_for
from casework.office import Office
from domain.calendar import local_day
from domain.course import Course
from domain.course_parts import GoalState
from domain.evolving.log_book import unshown
from domain.explain import danish_date
from domain.programme import Programme
from domain.referral import Referral
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
    def open_goals(self) -> tuple[GoalState, ...]:
        """The goals that are worked on, without their words."""
        return tuple(goal for goal in self.course.goals if goal.is_open)

    @cached_property
    def goals(self) -> Mapping[str, str]:
        """The goals that are worked on, by id: in their own words for one who may read them, which is written
        down; for others by their number and day.
        """
        words = self._goal_words if self.open_goals else {}
        return {one.id: words.get(one.id) or _neutral(one.id, one.target_on) for one in self.open_goals}

    @cached_property
    def unshown(self) -> frozenset[int]:
        """The numbers of the log-book entries the citizen has not seen; nothing of what they say."""
        return frozenset(one.entry for one in unshown(self.office.casebook.neutral(self.course.ref)))

    @cached_property
    def referral(self) -> Referral | None:
        """The referral as it stands, for one who may read it; none where name and address are protected."""
        found = self._record.referral if self._record else None
        return None if found is None or found.citizen.protected else found

    @cached_property
    def _goal_words(self) -> Mapping[str, str]:
        if (record := self._record) is None:
            return {}
        return {goal.plan.id: record.discretion.clean(goal.words.text) for goal in record.goals}

    @cached_property
    def _record(self) -> CaseRecord | None:
        return record_for(self.office, self.actor, self.course.ref)


def _neutral(goal: str, target_on: date) -> str:
    return f"mål {goal.removeprefix('g')}, senest {danish_date(target_on)}"
