"""The Danish calendar, correct by year: public holidays, and the days a programme's office is closed."""

from __future__ import annotations

from datetime import date, time
from functools import cache

from domain.calendar import Calendar
from domain.programme import Programme

FIRST_YEAR, LAST_YEAR = 2015, 2060
_NAMES = {"05-01": "1. maj", "06-05": "grundlovsdag", "12-24": "juleaftensdag", "12-31": "nytårsaftensdag"}


def danish_calendar(programme: Programme) -> Calendar:
    """The working days and office hours of a programme, Europe/Copenhagen, for 2015 to 2060."""
    office = programme.office
    return _calendar(office.closing_days, office.opens, office.closes)


@cache
def _calendar(closing_days: tuple[str, ...], opens: time, closes: time) -> Calendar:
    return Calendar(_closed(closing_days), opens, closes)


@cache
def _closed(closing_days: tuple[str, ...]) -> dict[date, str]:
    import holidays  # here: it takes longer to load than most commands that count no days

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    public = holidays.country_holidays("DK", years=years, language="da")
    closed = {day: str(name).lower() for day, name in public.items()}
    for year in years:
        for text in closing_days:
            month, day = (int(part) for part in text.split("-"))
            closed.setdefault(date(year, month, day), _NAMES.get(text, "lukkedag"))
    return closed
