"""Times of day as a form sends them, read as Danish clocks show them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from domain.errors import InvalidInput, Problem
from portal.forms.wall_clock import SUMMER, TwiceThatNight, instant_of
from portal.visitor import Visitor


def instants_typed(visit: Visitor, *fields: str) -> dict[str, str]:
    """The instants of those fields (ISO, UTC); what was left blank is left out. In the night when an hour
    comes twice the first one is meant. Raises InvalidInput naming every field that is no time.
    """
    found = {field: _instant(text) for field in fields if (text := visit.text(field))}
    wrong = [field for field, instant in found.items() if instant is None]
    if wrong:
        what = ("er ikke et tidspunkt", "vælg dag og klokkeslæt")
        raise InvalidInput("Tid", tuple(Problem(field, *what) for field in wrong))
    return {field: instant.isoformat() for field, instant in found.items() if instant}


def day_typed(text: str) -> date | None:
    """The day that was typed, as `2026-03-02` or `2.3.2026`; None for what is none."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
    return None


def _instant(text: str) -> datetime | None:
    try:
        wall = datetime.fromisoformat(text).replace(tzinfo=None)
        return instant_of(wall)
    except TwiceThatNight:
        return instant_of(wall, SUMMER)
    except ValueError:
        return None
