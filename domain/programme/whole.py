"""A programme as a whole: its name, its validity, its sections and its deadlines."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, ValidatorFunctionWrapHandler, field_validator, model_validator

from domain.ladders import Deadline, Strict
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
from domain.programme.tasks import Task, TaskRules
from domain.programme.tracks import Track
from domain.programme.wording import Named, TargetGroup, ambiguous
from domain.programme.work import Work
from domain.timers import TimerKind
from domain.values import Code, Line


class Programme(Strict):
    """A programme in one version. A course keeps the version its grant belongs to, unless a later one says
    that it holds for running courses too (`applies_to`).
    """

    key: Code
    version: Code
    name: Line
    legal_basis: Line
    valid_from: date
    valid_to: date | None = None
    applies_to: Literal["new_grants", "running"] = "new_grants"
    referral: ReferralRules
    eligibility: Eligibility
    target_groups: dict[Code, TargetGroup] = Field(default_factory=dict)
    tracks: dict[Code, Track] = Field(default_factory=dict)
    tasks: dict[Code, Task] = Field(default_factory=dict)
    roles: dict[Code, MentorRole] = Field(default_factory=dict)
    task_rules: TaskRules = Field(default_factory=dict)
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

    @field_validator("deadlines", mode="wrap")
    @classmethod
    def _all_possible(
        cls, given: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo
    ) -> dict[TimerKind, Deadline]:
        return read_deadlines(given, read, info.data.get("office"))

    @field_validator("target_groups", "tracks", "tasks")
    @classmethod
    def _told_apart(cls, named: dict[str, Named]) -> dict[str, Named]:
        if problems := list(ambiguous(named)):
            raise ValueError("; ".join(problems))
        return named

    @model_validator(mode="after")
    def _rules_of_tasks(self) -> Self:
        named = {task.rule for task in self.tasks.values() if task.rule}
        if unknown := sorted(named - self.task_rules.keys()):
            raise ValueError(f"tasks: reglen {', '.join(unknown)} mangler under task_rules")
        if unused := sorted(self.task_rules.keys() - named):
            raise ValueError(f"task_rules: ingen opgave bruger reglen {', '.join(unused)}")
        if self.eligibility.other_groups != "taken" and not self.target_groups:
            raise ValueError("target_groups: angiv målgrupperne, når andre ikke tages uden videre")
        return self
