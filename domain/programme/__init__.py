"""A programme: one municipality's rules for mentor courses, as data that is checked when it is read.

Each section of the file has its own module; `whole` puts them together.
"""

from __future__ import annotations

from domain.programme.contact import Contact
from domain.programme.corps import CorpsRules
from domain.programme.eligibility import Eligibility
from domain.programme.follow_up import FollowUp, Question
from domain.programme.goals import Goals, GoalTemplate
from domain.programme.grants import Grants, Step
from domain.programme.hours import HourRules, HoursCategory, Unused
from domain.programme.log_book import LogBook, ObservationKind
from domain.programme.office import Office
from domain.programme.referral import ReferralRules
from domain.programme.reports import Reports
from domain.programme.retention import Retention
from domain.programme.roles import MentorRole
from domain.programme.tasks import Task
from domain.programme.tracks import Track
from domain.programme.whole import Programme
from domain.programme.wording import Named, TargetGroup, code_of, plain
from domain.programme.work import Work

__all__ = [
    "Contact",
    "CorpsRules",
    "Eligibility",
    "FollowUp",
    "GoalTemplate",
    "Goals",
    "Grants",
    "HourRules",
    "HoursCategory",
    "LogBook",
    "MentorRole",
    "Named",
    "ObservationKind",
    "Office",
    "Programme",
    "Question",
    "ReferralRules",
    "Reports",
    "Retention",
    "Step",
    "TargetGroup",
    "Task",
    "Track",
    "Unused",
    "Work",
    "code_of",
    "plain",
]
