"""The calendar: a month on a page, and the secret address of a mentor's appointments."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import Response

from casework.calendars.feed import feed_at
from casework.calendars.month import last_of, month_of, weeks_of
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from domain.explain import MONTHS, WEEKDAYS
from domain.values import Role
from portal.errors import NothingHere
from portal.routing import AUTHORITY, BY_ADDRESS, COORDINATORS, MENTORS, PROVIDERS, PUBLIC, Pages
from portal.visit import Visit

pages = Pages()
WHO = PROVIDERS | AUTHORITY | {Role.MANAGER}
CHOOSES = COORDINATORS | {Role.MANAGER}
FIRST_YEAR, LAST_YEAR = 2000, 2100
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@pages.get("/kalender/maaned", who=WHO, nav="Kalender")
def month(visit: Visit, maaned: str = "", mentor: str = "") -> Response:
    """The appointments and deadlines of a month; of one mentor's courses where a coordinator chooses her. A
    manager chooses one: all courses at once would tell her nothing.
    """
    first = _first_of(maaned, local_day(visit.office.now))
    days = month_of(visit.office, visit.account, first, mentor)
    return visit.page(
        "calendar/month.html",
        name=f"{MONTHS[first.month - 1]} {first.year}",
        days=days,
        weeks=weeks_of(days),
        weekdays=WEEKDAYS,
        today=local_day(visit.office.now),
        before=_address(first - timedelta(days=1), mentor),
        after=_address(last_of(first) + timedelta(days=1), mentor),
        mentors=visit.office.staff.mentors if visit.account.role in CHOOSES else (),
        must_choose=visit.account.role is Role.MANAGER and not mentor,
        mentor=mentor,
        month=f"{first:%Y-%m}",
    )


@pages.get("/kalender/abonnement", who=MENTORS)
def subscription(visit: Visit) -> Response:
    """Whether the mentor's appointments are shown in her own calendar, and how to have them there."""
    return visit.page("calendar/feed.html", feed=visit.office.calendar_feeds.of(visit.account.id), address="")


@pages.post("/kalender/abonnement", who=MENTORS)
def new_address(visit: Visit) -> Response:
    """A new secret address, shown on this page and never again; the one before shows nothing any more."""
    feeds = visit.office.calendar_feeds
    secret = feeds.make(visit.account.id, visit.office.now)
    address = f"{visit.office.settings.portal_url.rstrip('/')}/ical/{secret}.ics"
    return visit.page("calendar/feed.html", feed=feeds.of(visit.account.id), address=address)


@pages.post("/kalender/abonnement/stop", who=MENTORS)
def end_address(visit: Visit) -> Response:
    """The address shows nothing any more."""
    visit.office.calendar_feeds.end(visit.account.id, visit.office.now)
    return visit.go("/kalender/abonnement", told="Adressen er lukket. Din kalender får ikke flere aftaler.")


@pages.get("/ical/{secret}.ics", who=PUBLIC, about=BY_ADDRESS)
def feed(visit: Visit, secret: str) -> Response:
    """The appointments behind a secret address: reference and time only."""
    content = feed_at(visit.office, secret)
    if content is None:
        raise NothingHere
    return Response(content, media_type=CALENDAR_TYPE)


def _first_of(text: str, today: date) -> date:
    if not text:
        return today.replace(day=1)
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        first = date.min
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        problem = Problem("maaned", "er ikke en måned", "skriv den som 2026-03")
        raise InvalidInput("Kalender", (problem,))
    return first


def _address(day: date, mentor: str) -> str:
    chosen = f"&mentor={mentor}" if mentor else ""
    return f"/kalender/maaned?maaned={day:%Y-%m}{chosen}"
