"""The charts of the key figures' page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from casework.key_figures.definitions import BY_KEY, Definition
from casework.key_figures.reporting import Report
from casework.key_figures.sums import Sums
from casework.key_figures.words import shown
from domain.figures.periods import Period
from portal.charts import Bar, Series, bars, lines

PERCENT = 100
CONTACT, FOLLOW_UP, RECEIVED, ENDED = (
    BY_KEY[key] for key in ("contact_days", "follow_up", "received", "ended")
)


def charts_of(report: Report) -> Mapping[str, Markup]:
    """Each chart by its name; what it shows is told in words too."""
    return {
        "contact": _over_time(report, "kontakt", "Tid til første kontakt", {"Arbejdsdage (median)": CONTACT}),
        "follow_up": _over_time(
            report, "opfoelgning", "Opfølgninger til tiden", {"Procent til tiden": FOLLOW_UP}, PERCENT
        ),
        "flow": _over_time(
            report, "tilgang", "Nye og sluttede forløb", {"Nye forløb": RECEIVED, "Sluttede forløb": ENDED}
        ),
        "endings": _counts("slut", "Hvordan forløbene sluttede", report.endings),
        "outcomes": _counts("udfald", "Hvad forløbene førte til", report.outcomes),
    }


def _over_time(
    report: Report, key: str, title: str, named: Mapping[str, Definition], most: int = 0
) -> Markup:
    periods, sums = [period for period, _ in report.trend], [one for _, one in report.trend]
    series = [Series(name, [one.value(each).number for each in sums]) for name, one in named.items()]
    told = (f"{period.name}: {_told(each, named)}" for period, each in report.trend)
    described = "; ".join(told) + "."
    return lines(key, f"{title}, periode for periode", described, [*map(_short, periods)], series, most)


def _told(sums: Sums, named: Mapping[str, Definition]) -> str:
    return ", ".join(f"{name.lower()} {shown(one.value(sums), one.unit)}" for name, one in named.items())


def _counts(key: str, title: str, named: Sequence[tuple[str, int]]) -> Markup:
    described = ", ".join(f"{name}: {count}" for name, count in named) + "."
    return bars(key, title, described, [Bar(name, count, str(count)) for name, count in named])


def _short(period: Period) -> str:
    """`03 26`, `K1 26`, `2026`."""
    text = str(period)
    return f"{text[5:]} {text[2:4]}" if len(text) > len("2026") else text
