"""A programme as a whole: its name, its validity, its sections and its deadlines."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, field_validator, model_validator

from domain.ladders import Deadline, Strict, impossible
from domain.programme.contact import Contact
from domain.programme.corps import CorpsRules
from domain.programme.eligibility import Eligibility
from domain.programme.grants import Grants
from domain.programme.log_book import LogBook
from domain.programme.office import Office
from domain.programme.referral import ReferralRules
from domain.programme.tasks import Task, TaskRules
from domain.programme.tracks import Track
from domain.programme.wording import Named, TargetGroup, ambiguous
from domain.programme.work import Work
from domain.timers import TimerKind
from domain.values import Code, Line


class Programme(Strict):
    """A programme in one version. A course keeps the version it was accepted under."""

    key: Code
    version: Code
    name: Line
    legal_basis: Line
    valid_from: date
    valid_to: date | None = None
    referral: ReferralRules
    eligibility: Eligibility
    target_groups: dict[Code, TargetGroup] = Field(default_factory=dict)
    tracks: dict[Code, Track] = Field(default_factory=dict)
    tasks: dict[Code, Task] = Field(default_factory=dict)
    task_rules: TaskRules = Field(default_factory=dict)
    office: Office
    grants: Grants
    contact: Contact
    work: Work
    log_book: LogBook
    corps: CorpsRules
    deadlines: dict[TimerKind, Deadline]

    def applies_on(self, day: date) -> bool:
        """Whether this version of the rules is in force on that Danish day (both ends included)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @field_validator("deadlines")
    @classmethod
    def _possible(cls, deadlines: dict[TimerKind, Deadline]) -> dict[TimerKind, Deadline]:
        if problems := list(impossible(deadlines)):
            raise ValueError("; ".join(problems))
        return deadlines

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

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to ligger før valid_from")
        for kind, deadline in self.deadlines.items():
            for rung in deadline.rungs:
                if rung.at and not self.office.opens <= rung.at < self.office.closes:
                    raise ValueError(f"deadlines.{kind}: kl. {rung.at:%H.%M} ligger uden for åbningstiden")
        return self
