"""A mentor's courses as a coordinator sees them before she moves some of them; nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.access.accounts import Account
from casework.access.seeing import courses_seen_by
from casework.corps.proposing import best_for_each
from casework.corps.readiness import today
from casework.names import PHASES
from casework.office import Office
from domain.corps.load import weekly_hours, weight_of
from domain.course import Course
from models.codec import load_course
from models.listing import Wanted


@dataclass(frozen=True, slots=True)
class MentorCourse:
    """One of her open courses: where it is, its nearest deadline that somebody must keep (None: none) and
    whether that is behind it, the hours a week it is granted today, the grant's last day, and its cover.
    """

    ref: str
    phase: str
    nearest_on: date | None
    overdue: bool
    hours_per_week: Decimal
    grant_ends_on: date | None
    cover: str


def courses_of_mentor(office: Office, account: Account, mentor: str) -> list[MentorCourse]:
    """Her open courses that the account may see, the most urgent first. Raises Tampered."""
    lines = [_line(course, today(office)) for course in _open(office, account, mentor)]
    return sorted(lines, key=lambda line: (line.nearest_on or date.max, line.ref))


def best_mentors(office: Office, account: Account, mentor: str) -> dict[str, str]:
    """For each of her courses the mentor who fits best and has room; empty: nobody."""
    return best_for_each(office, _open(office, account, mentor))


def _open(office: Office, account: Account, mentor: str) -> list[Course]:
    rows = courses_seen_by(office, account, Wanted(mentor=mentor, open_only=True))
    return [load_course(row.state, row.ref) for row in rows]


def _line(course: Course, day: date) -> MentorCourse:
    nearest = weight_of(course).nearest_on
    return MentorCourse(
        ref=course.ref,
        phase=PHASES[course.phase],
        nearest_on=nearest,
        overdue=nearest is not None and nearest < day,
        hours_per_week=weekly_hours(course.periods, day),
        grant_ends_on=course.periods[-1].ends_on if course.periods else None,
        cover=course.cover,
    )
