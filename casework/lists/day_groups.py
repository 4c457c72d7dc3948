"""Where a deadline stands on a person's day: whose it is, and how near."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from domain.duties import Duty, Party
from domain.timers import TimerKind
from domain.values import Role
from domain.who import AUTHORITY

K = TimerKind
AHEAD = timedelta(days=7)
PROVIDERS_OWN = frozenset(
    {
        K.UPDATE,
        K.HOURS_USED,
        K.OTHER_MENTOR,
        K.PLAN_CHANGE,
        K.COMPLAINT,
        K.INCIDENT,
        K.REPORT_APPROVAL,
        K.PROTECTION,
        K.PROTECTION_END,
        K.PROGRESS_WINDOW,
        K.APPOINTMENT,
        K.GOAL_SETTING,
        K.FIRST_MEETING,
        K.FOLLOW_UP,
        K.HANDING_ON,
        K.AFTERMATH,
        K.MATCHING,
        K.RESUME,
    }
)
"""What the provider owes or watches over by itself: not for the authority's day."""
PARTIES = {Role.MENTOR: Party.MENTOR, Role.COORDINATOR: Party.COORDINATOR} | dict.fromkeys(
    AUTHORITY, Party.JOBCENTRE
)


class Group(StrEnum):
    """Where an item stands on the page."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    OTHERS = "others"


def group_of(duty: Duty, party: Party, today: date) -> Group | None:
    """Where a deadline stands on that party's page; None where it does not concern her today.

    What waits on others stands there while it is due within a week, and as long as it waits on the jobcentre.
    """
    if party is Party.JOBCENTRE and duty.kind in PROVIDERS_OWN:
        return None
    if not duty.by_itself and party not in duty.parties:
        return Group.OTHERS if _is_waited_for(duty, party, today) else None
    if duty.deadline_on < today:
        return None if duty.by_itself else Group.OVERDUE
    if duty.deadline_on == today:
        return Group.TODAY
    return Group.WEEK if duty.deadline_on <= today + AHEAD else None


def _is_waited_for(duty: Duty, party: Party, today: date) -> bool:
    if party is Party.JOBCENTRE:
        return duty.deadline_on < today
    return Party.JOBCENTRE in duty.parties or duty.deadline_on <= today + AHEAD
