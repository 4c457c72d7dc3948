"""The courses that are taken on and have no mentor yet, longest wait first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.access.accounts import Account
from casework.access.seeing import sight_of
from casework.office import Office
from domain.course import Course
from domain.lifecycle import Phase
from domain.timers import TimerKind
from models.codec import load_course
from models.listing import Wanted
from models.sight import EVERYTHING, Sight


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A course without a mentor. `reason` is empty where the jobcentre has not been told that it waits;
    `look_again_on` is when the search for a mentor is due, `grant_ends_on` the last granted day.
    """

    course: str
    reason: str
    since: date | None
    expected_on: date | None
    look_again_on: date | None
    grant_ends_on: date


def waiting_list(office: Office, account: Account | None = None) -> list[WaitingLine]:
    """Those on the list first, longest wait first, then those that are not on it yet, oldest first; only
    those the account may see, where one is given.
    """
    sight = sight_of(office, account) if account else EVERYTHING
    lines = [_line(course) for course in _without_mentor(office, sight)]
    return sorted(lines, key=lambda line: (line.since is None, line.since or date.min, line.course))


def _without_mentor(office: Office, sight: Sight) -> list[Course]:
    rows = office.casebook.courses(Wanted(phase=Phase.ACCEPTED, sight=sight))
    return [load_course(row.state, row.ref) for row in rows]


def _line(course: Course) -> WaitingLine:
    timer = course.timer(TimerKind.MATCHING)
    return WaitingLine(
        course=course.ref,
        reason=course.waiting.reason,
        since=course.waiting.since,
        expected_on=course.waiting.mentor_expected_on,
        look_again_on=timer.deadline_on if timer else None,
        grant_ends_on=course.periods[-1].ends_on,
    )
