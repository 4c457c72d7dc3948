"""How long a course's file is kept: so many whole years after the course ended, by its programme."""

from __future__ import annotations

from datetime import date

from domain.course import Course
from domain.programme import Programme


def retention_ends_on(course: Course, programme: Programme) -> date | None:
    """The first Danish day on which the file may be erased (local: 5 years); None while the course is open.

    A course that ended on 29 February is kept until 1 March.
    """
    if course.is_open or course.closed_on is None:
        return None
    return years_after(course.closed_on, programme.retention.years)


def years_after(day: date, years: int) -> date:
    """The same Danish day so many years later; 1 March for a 29 February that there is not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
