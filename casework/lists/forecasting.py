"""The forecast over the courses of an office, against the hours of its corps. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cache

from adapters.calendar import danish_calendar
from casework.corps.readiness import today
from casework.corps.standing_in import absences_of
from casework.corps.working_days import shared_calendar
from casework.office import Office
from domain.corps.rota import mondays, week_of
from domain.course_parts import ZERO
from domain.forecast import Forecast, Rules, forecast
from domain.foreseeing import Rulebook


def forecast_of(office: Office, weeks: int, controller: str = "") -> Forecast:
    """What becomes of every course with a deadline in so many weeks if nobody acts, from now on; of one
    controller's where it is named, and then without the mentors' hours, which are for all of them.
    """
    courses = office.casebook.with_deadlines()
    return forecast(
        (one for one in courses if controller in ("", one.controller)),
        _rules(office),
        office.now,
        weeks,
        None if controller else capacity(office, weeks),
    )


def _rules(office: Office) -> Rules:
    @cache
    def under(programme: str, version: str) -> Rulebook:
        versions = office.programmes.versions(programme)
        return Rulebook(office.programmes.get(programme, version), tuple(versions), danish_calendar)

    return lambda course: under(course.programme, course.programme_version)


def capacity(office: Office, weeks: int) -> dict[date, Decimal] | None:
    """The hours of all mentors who have a profile, by Monday, without closed days and absences (S3). None
    where no mentor has a profile.
    """
    profiles = office.corps.profiles.all()
    absences, calendar = absences_of(office), shared_calendar(office)
    hours: defaultdict[date, Decimal] = defaultdict(Decimal)
    for monday in mondays(today(office), weeks):
        for profile in profiles:
            hours[monday] += week_of(profile, ZERO, monday, absences, calendar).capacity
    return dict(hours) or None
