"""A programme as a whole: its name, its validity, its sections and its deadlines."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator

from domain.ladders import Deadline, Strict
from domain.mistakes import refuse
from domain.programme.contact import Contact
from domain.programme.corps import CorpsRules
from domain.programme.deadlines import read_deadlines
from domain.programme.eligibility import Eligibility
from domain.programme.ending import Ending
from domain.programme.follow_up import FollowUp
from domain.programme.goals import Goals
from domain.programme.grants import Grants
from domain.programme.hours import HourRules
from domain.programme.log_book import LogBook
from domain.programme.office import Office
from domain.programme.referral import ReferralRules
from domain.programme.reports import Reports
from domain.programme.retention import Retention
from domain.programme.roles import MentorRole
from domain.programme.tasks import Task, TaskRules, mismatched
from domain.programme.tracks import Track
from domain.programme.wording import Named, TargetGroup, ambiguous
from domain.programme.work import Work
from domain.timers import TimerKind
from domain.values import Code, Line, OptionalLine


class Programme(Strict):
    """A programme in one version. A course keeps the version its grant belongs to, unless a later one says
    that it holds for running courses too (`applies_to`).
    """

    key: Code
    version: Code
    name: Line
    legal_basis: Line
    catalogue_id: OptionalLine = ""
    controllers: tuple[Code, ...] = ()
    valid_from: date
    valid_to: date | None = None
    applies_to: Literal["new_grants", "running"] = "new_grants"
    referral: ReferralRules
    eligibility: Eligibility
    target_groups: Annotated[dict[Code, TargetGroup], Field(default_factory=dict, validate_default=True)]
    tracks: dict[Code, Track] = Field(default_factory=dict)
    tasks: dict[Code, Task] = Field(default_factory=dict)
    roles: dict[Code, MentorRole] = Field(default_factory=dict)
    task_rules: Annotated[TaskRules, Field(default_factory=dict, validate_default=True)]
    office: Office
    grants: Grants
    contact: Contact
    work: Work
    hours: HourRules
    goals: Goals
    follow_up: FollowUp
    log_book: LogBook
    ending: Ending
    reports: Reports
    retention: Retention
    corps: CorpsRules
    deadlines: dict[TimerKind, Deadline]

    @property
    def title(self) -> str:
        """The name as reports and cards show it: with its number in an external catalogue, if it has one."""
        return f"{self.name} ({self.catalogue_id})" if self.catalogue_id else self.name

    def applies_on(self, day: date) -> bool:
        """Whether this version of the rules is in force on that Danish day (both ends included)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @field_validator("valid_to")
    @classmethod
    def _not_over_before_it_begins(cls, valid_to: date | None, info: ValidationInfo) -> date | None:
        begins = info.data.get("valid_from")
        if valid_to and begins and valid_to < begins:
            raise ValueError("valid_to ligger før valid_from")
        return valid_to

    @field_validator("target_groups", "tracks", "tasks")
    @classmethod
    def _told_apart(cls, named: dict[str, Named]) -> dict[str, Named]:
        refuse(((code,), told) for code, told in ambiguous(named))
        return named

    @field_validator("target_groups")
    @classmethod
    def _named_at_all(cls, groups: dict[str, TargetGroup], info: ValidationInfo) -> dict[str, TargetGroup]:
        eligibility = info.data.get("eligibility")
        if eligibility and eligibility.other_groups != "taken" and not groups:
            raise ValueError("angiv målgrupperne, når andre ikke tages uden videre")
        return groups

    @field_validator("task_rules")
    @classmethod
    def _rules_of_tasks(cls, rules: TaskRules, info: ValidationInfo) -> TaskRules:
        if (tasks := info.data.get("tasks")) is not None:
            refuse(mismatched(tasks, rules))
        return rules

    @field_validator("deadlines", mode="wrap")
    @classmethod
    def _all_possible(
        cls, given: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> dict[TimerKind, Deadline]:
        return read_deadlines(given, read, info.data.get("office"))
