"""Who owes what a deadline asks for, and the command that usually settles it: one row a kind of timer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from domain.course import Course
from domain.ladders import SILENT
from domain.timers import Timer, TimerKind

K = TimerKind


class Party(StrEnum):
    """Somebody a course can wait for."""

    MENTOR = "mentor"
    COORDINATOR = "coordinator"
    JOBCENTRE = "jobcentre"


class Rule(Struct, frozen=True):
    """Whose a kind of deadline is, the first of them before all, and the command that usually settles it.

    Nobody: it happens by itself.
    """

    parties: tuple[Party, ...] = ()
    command: str = ""


_MENTOR, _COORDINATOR, _JOBCENTRE = ((party,) for party in Party)
_BOTH = (Party.COORDINATOR, Party.MENTOR)
BY_ITSELF = Rule()
RULES: Mapping[TimerKind, Rule] = dict.fromkeys(SILENT, BY_ITSELF) | {
    K.COMPLETE_PARTS: Rule(_JOBCENTRE, "CompleteReferral"),
    K.ACCEPTANCE: Rule(_COORDINATOR, "AcceptReferral"),
    K.MATCHING: Rule(_COORDINATOR, "MatchMentor"),
    K.WAITING_REVIEW: Rule(_COORDINATOR, "PutOnWaitingList"),
    K.FIRST_CONTACT: Rule(_MENTOR, "RecordContactAttempt"),
    K.FIRST_MEETING: Rule(_MENTOR, "RecordFirstMeeting"),
    K.GOAL_SETTING: Rule(_MENTOR, "AgreeGoals"),
    K.FOLLOW_UP: Rule(_MENTOR, "RecordFollowUp"),
    K.PROGRESS_REPORT: Rule(_MENTOR, "SendProgressReport"),
    K.THREE_PARTY_MEETING: Rule(_MENTOR, "RecordMinutes"),
    K.APPOINTMENT: Rule(_MENTOR, "RecordMeeting"),
    K.DEVIATION: Rule(_JOBCENTRE, "AcknowledgeDeviation"),
    K.UPDATE: Rule(_COORDINATOR, "MarkUpdateSeen"),
    K.HOURS_USED: Rule(_COORDINATOR, "SettleMatter"),
    K.OTHER_MENTOR: Rule(_COORDINATOR, "SettleMatter"),
    K.PLAN_CHANGE: Rule(_COORDINATOR, "SettleMatter"),
    K.PLAN_DECISION: Rule(_JOBCENTRE, "SettleMatter"),
    K.COMPLAINT: Rule(_COORDINATOR, "SettleMatter"),
    K.INCIDENT: Rule(_COORDINATOR, "SettleMatter"),
    K.NO_PROGRESS: Rule(_JOBCENTRE, "SettleMatter"),
    K.REPORT_APPROVAL: Rule(_COORDINATOR, "SettleMatter"),
    K.EXTENSION_PROPOSAL: Rule(_BOTH, "ProposeExtension"),
    K.EXTENSION_DECISION: Rule(_JOBCENTRE, "DecideExtension"),
    K.UNDECIDED: Rule(_JOBCENTRE, "DecideExtension"),
    K.CLOSING_REPORT: Rule(_MENTOR, "RecordClosing"),
    K.RESUME: Rule(_BOTH, "Resume"),
    K.CONSENT_EXPIRY: Rule(_BOTH),
    K.FOCUS_REVIEW: Rule(_JOBCENTRE, "SetFocusAreas"),
    K.HANDING_ON: Rule(_MENTOR, "SettleMatter"),
    K.NO_CONTACT: Rule(_JOBCENTRE, "SettleMatter"),
    K.PROTECTION: Rule(_COORDINATOR, "SettleMatter"),
    K.FILE_ACCESS: Rule(_COORDINATOR, "SettleMatter"),
    K.DATA_ACCESS: Rule(_COORDINATOR, "SettleMatter"),
    K.AFTERMATH: Rule(_COORDINATOR, "SettleMatter"),
}
"""A new consent comes by mail from the jobcentre, so no command of ours settles that it runs out."""


class Duty(Struct, frozen=True, gc=False):
    """One open deadline of a course: whose it is, the command that settles it, and the Danish day.

    `subject` names the matter or the appointment it belongs to, `at` is the appointment's instant (UTC), and
    `key` the timer's name within its course.
    """

    kind: TimerKind
    key: str
    subject: str
    parties: tuple[Party, ...]
    command: str
    deadline_on: date
    at: datetime | None = None

    @property
    def by_itself(self) -> bool:
        """Whether it happens without anybody doing anything."""
        return not self.parties

    def is_overdue(self, day: date) -> bool:
        """Whether somebody should have done it before that Danish day."""
        return bool(self.parties) and self.deadline_on < day


def duties_of(course: Course) -> tuple[Duty, ...]:
    """What runs on a course, the nearest deadline first. Where there is no mentor yet, what is hers is the
    coordinator's; goals that are agreed leave the signature of the agreement.
    """
    duties = (_duty(course, timer) for timer in course.running_timers())
    return tuple(sorted(duties, key=lambda duty: (duty.deadline_on, duty.key)))


def _duty(course: Course, timer: Timer) -> Duty:
    rule = RULES[timer.kind]
    signs = timer.kind is K.GOAL_SETTING and bool(course.goals)
    return Duty(
        kind=timer.kind,
        key=timer.key,
        subject=timer.subject,
        parties=parties_on(course)[timer.kind],
        command="SignAgreement" if signs else rule.command,
        deadline_on=timer.deadline_on,
        at=dict(course.appointments).get(timer.subject) if timer.kind is K.APPOINTMENT else None,
    )


def parties_on(course: Course) -> Mapping[TimerKind, tuple[Party, ...]]:
    """Whose each kind of deadline is on this course."""
    return PARTIES if course.mentor else PARTIES_WITHOUT_MENTOR


def _without_mentor(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    hers = Party.MENTOR in parties
    rest = tuple(party for party in parties if party is not Party.MENTOR)
    return (Party.COORDINATOR,) if hers and not rest else rest


PARTIES: Mapping[TimerKind, tuple[Party, ...]] = {kind: rule.parties for kind, rule in RULES.items()}
PARTIES_WITHOUT_MENTOR: Mapping[TimerKind, tuple[Party, ...]] = {
    kind: _without_mentor(parties) for kind, parties in PARTIES.items()
}


ANYBODY = "anybody"
FIRST: Mapping[TimerKind, str] = {kind: next(iter(parties), "") for kind, parties in PARTIES.items()}
FIRST_WITHOUT_MENTOR: Mapping[TimerKind, str] = {
    kind: next(iter(parties), "") for kind, parties in PARTIES_WITHOUT_MENTOR.items()
}
"""Whose each kind is before all; a step of every course asks, so it is looked up once."""


def nearest(course: Course) -> dict[str, date]:
    """The nearest day by which anybody owes something on the course, and by which each party does; who owes
    nothing is left out. What two owe counts as the first one's.
    """
    found: dict[str, date] = {}
    owners = FIRST if course.mentor else FIRST_WITHOUT_MENTOR
    for timer in course.running_timers():
        if owner := owners[timer.kind]:
            on, before = timer.deadline_on, found.get(owner)
            if before is None or on < before:
                found[owner] = on
    if found:
        found[ANYBODY] = min(found.values())
    return found
