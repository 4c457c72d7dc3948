"""Key figures for management and council, and a quarter's counts as a file."""

from __future__ import annotations

from fastapi import Response

from casework.access.seeing import sight_of
from casework.key_figures.definitions import BY_KEY, DEFINITIONS
from casework.key_figures.handing_on import as_csv, tables
from casework.key_figures.reporting import choices, report
from casework.key_figures.sums import Choice
from casework.key_figures.words import changed, rests_on, shown
from domain.calendar import local_day
from domain.figures.periods import QUARTER, Length, Period
from domain.values import Role
from portal.figure_charts import charts_of
from portal.routing import Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = frozenset({Role.MANAGER, Role.COORDINATOR, Role.AUDITOR, Role.HEAD})
OFFERED: tuple[tuple[str, Length, int], ...] = (("Kvartaler", 3, 8), ("Måneder", 1, 12), ("År", 12, 4))
"""Which periods can be chosen: a heading, so many months, so many of them."""
BY_PART = ("contact_days", "follow_up", "goals", "retention", "received", "running")
"""The figures that are shown for each programme and controller."""

OVER_TIME = ("contact_days", "follow_up", "received", "ended")
"""The figures that stand beside the curves."""


@pages.get("/noegletal", who=WHO, nav="Nøgletal")
def key_figures(visit: Visit, periode: str = "", kommune: str = "", program: str = "") -> Response:
    """The figures of a period for a choice of courses; as long as nobody chooses, the last full quarter."""
    period = Period.read(periode) if periode else Period.last_full(QUARTER, local_day(visit.office.now))
    within = _within(visit)
    controllers, programmes = choices(visit.office, within)
    found = report(visit.office, period, Choice(kommune, program, within))
    return visit.page(
        "figures/page.html",
        report=found,
        controllers=controllers,
        programmes=programmes,
        controller=kommune,
        programme=program,
        offered=_offered(visit, period),
        shown=shown,
        rests_on=rests_on,
        changed=changed,
        trend=[BY_KEY[key] for key in OVER_TIME],
        by_part=[BY_KEY[key] for key in BY_PART],
        may_be_handed_on=period.is_quarter and period.is_over(local_day(visit.office.now)),
        charts=charts_of(found),
        names={one.key: one.name for one in visit.office.programmes.all()},
        staff=visit.office.staff,
    )


@pages.get("/noegletal/definitioner", who=WHO)
def definitions(visit: Visit) -> Response:
    """What every figure counts and does not count, and where it comes from."""
    return visit.page("figures/definitions.html", definitions=DEFINITIONS)


@pages.get("/noegletal/kvartal.csv", who=WHO)
def quarter(visit: Visit, periode: str = "") -> Response:
    """The counts of a quarter that may be handed on. Raises InvalidInput for another period."""
    period = Period.read(periode)
    content = as_csv(period, tables(visit.office, period, _within(visit)))
    return visit.file(content, f"noegletal-{period}.csv".lower(), "text/csv; charset=utf-8")


def _within(visit: Visitor) -> frozenset[str]:
    """The controllers that the reader may see, where she may not see all."""
    return frozenset(sight_of(visit.office, visit.account).controllers)


def _offered(visit: Visitor, chosen: Period) -> list[tuple[str, list[Period]]]:
    today = local_day(visit.office.now)
    groups = [(name, list(Period.last_full(length, today).earlier(count))) for name, length, count in OFFERED]
    if not any(chosen in group for _, group in groups):
        groups.insert(0, ("Valgt", [chosen]))
    return groups
