"""The rota: week by week who is away, who stands in, and how many hours each mentor has free (S3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.calendar import ONE_DAY, Calendar
from domain.corps.absence import Absence, acting_for
from domain.corps.load import CENT
from domain.corps.profile import MentorProfile

WEEKDAYS = 5
DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One mentor in one week (Monday to Friday). `away` are working days, `covers` who stands in on them
    (nobody: empty). Hours are for that week: `capacity` on the days she is here, `granted` by her courses.
    """

    mentor: str
    monday: date
    closed: tuple[tuple[date, str], ...]
    away: tuple[date, ...]
    covers: tuple[str, ...]
    capacity: Decimal
    granted: Decimal

    @property
    def free(self) -> Decimal:
        """Hours that no course has a claim to; negative when there are more courses than time."""
        return self.capacity - self.granted


def week_of(
    profile: MentorProfile,
    granted: Decimal,
    monday: date,
    absences: Sequence[Absence],
    calendar: Calendar,
) -> Week:
    """How the week from `monday` looks for one mentor whose courses are `granted` so many hours."""
    days = [monday + ONE_DAY * number for number in range(WEEKDAYS)]
    working = [day for day in days if calendar.is_working_day(day)]
    standings = {day: acting_for(profile.mentor, day, absences) for day in working}
    away = tuple(day for day in working if standings[day].is_substitute)
    here = sum(profile.works_on(day) and day not in away for day in working)
    return Week(
        mentor=profile.mentor,
        monday=monday,
        closed=calendar.closed_between(monday - ONE_DAY, days[-1]),
        away=away,
        covers=tuple(dict.fromkeys(standings[day].person for day in away)),
        capacity=(profile.hours_per_week * here / WEEKDAYS).quantize(CENT),
        granted=granted,
    )


def mondays(day: date, weeks: int) -> tuple[date, ...]:
    """The Mondays of so many weeks, from the week that `day` lies in."""
    first = day - ONE_DAY * day.weekday()
    return tuple(first + ONE_DAY * DAYS_A_WEEK * number for number in range(weeks))
