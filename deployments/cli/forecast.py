"""`mentor forecast`: what comes due, escalates and ends in the coming weeks if nobody acts."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.documents.danish import decimal_comma
from casework.lists.forecasting import forecast_of
from casework.names import DUTIES
from casework.office import open_office
from deployments.printing import NOTHING, Json, show_rows, tell
from domain.errors import InvalidInput, Problem
from domain.forecast import Forecast, ForecastWeek
from domain.timers import TimerKind

MOST_WEEKS = 52
KNOWN = "Mentorernes timer er efter deres profiler, uden fravær. En mentor uden profil er ikke regnet med."
UNKNOWN = "Hvor mange timer mentorerne har, er ikke kendt: indfør deres profiler med mentor corps enter."
HEADINGS = {
    "week": "Uge",
    "due": "Forfalder",
    "escalates": "Rykkes",
    "to_jobcentre": "Heraf til jobcenteret",
    "grants_end": "Bevillinger udløber",
    "hours_needed": "Timer, der er brug for",
    "capacity": "Timer, mentorerne har",
}


def forecast(
    *,
    weeks: Annotated[int, Parameter(help="Hvor mange uger frem, regnet fra denne uge.")] = 8,
    json: Json = False,
) -> None:
    """Se frem: hvad der forfalder, rykkes og udløber uge for uge, hvis ingen gør noget. Ændrer intet."""
    _must_be_possible(weeks)
    with open_office() as office:
        found = forecast_of(office, weeks)
    if json:
        print(as_json(_data(found)))
        return
    show_rows(
        f"Prognose for {found.courses} forløb", [_row(week) for week in found.weeks], HEADINGS, json=False
    )
    for line in _remarks(found):
        tell(line)


def _must_be_possible(weeks: int) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        problem = Problem("--weeks", "ligger uden for det tilladte", f"vælg 1 til {MOST_WEEKS} uger")
        raise InvalidInput("Prognose", (problem,))


def _data(found: Forecast) -> dict[str, Any]:
    return {
        "at": found.at,
        "courses": found.courses,
        "paused": found.paused,
        "overdue": _counts(found.overdue),
        "weeks": [_week(week) for week in found.weeks],
    }


def _week(week: ForecastWeek) -> dict[str, Any]:
    return {
        "week": week.name,
        "monday": week.monday,
        "due": _counts(week.due),
        "escalates": _counts(week.escalated),
        "to_jobcentre": _counts(week.reaching_jobcentre),
        "grants_end": week.grants_end,
        "hours_needed": week.hours_needed,
        "capacity": week.capacity,
    }


def _counts(kinds: Counter[TimerKind]) -> dict[str, int]:
    return {kind.value: kinds[kind] for kind in TimerKind if kinds[kind]}


def _row(week: ForecastWeek) -> dict[str, object]:
    return {
        "week": f"{week.name} (fra {week.monday:%d.%m})",
        "due": _told(week.due),
        "escalates": _told(week.escalated),
        "to_jobcentre": week.reaching_jobcentre.total() or NOTHING,
        "grants_end": ", ".join(week.grants_end),
        "hours_needed": decimal_comma(week.hours_needed),
        "capacity": "" if week.capacity is None else decimal_comma(week.capacity),
    }


def _told(kinds: Counter[TimerKind]) -> str:
    return "\n".join(f"{kinds[kind]} × {DUTIES[kind]}" for kind in TimerKind if kinds[kind])


def _remarks(found: Forecast) -> list[str]:
    """What the table does not show, told honestly."""
    lines = [f"Overskredet nu: {_told(found.overdue).replace(chr(10), ', ')}."] if found.overdue else []
    if found.paused:
        lines.append(f"Forløb på pause: {found.paused}. Deres timer er ikke regnet med.")
    known = any(week.capacity is not None for week in found.weeks)
    return [*lines, KNOWN if known else UNKNOWN]
