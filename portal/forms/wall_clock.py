"""Instants as people write them: what Danish clocks show, also in the night when an hour comes twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from domain.calendar import COPENHAGEN, local

SUMMER, WINTER = "sommer", "vinter"
HOURS = {SUMMER: "første gang (sommertid)", WINTER: "anden gang (vintertid)"}
"""The hour that comes twice when clocks are put back."""


class NoSuchTime(ValueError):
    """Clocks never show that time: they are put forward past it."""


class TwiceThatNight(ValueError):
    """Clocks show that time twice, and it was not said which."""


def instant_of(wall: datetime, which: str = "") -> datetime:
    """The instant (UTC) at which Danish clocks show `wall`; `which` of the two, where they show it twice.

    Raises NoSuchTime, TwiceThatNight, ValueError for a time at the very ends of the calendar.
    """
    try:
        first, second = (wall.replace(tzinfo=COPENHAGEN, fold=fold).astimezone(UTC) for fold in (0, 1))
    except OverflowError:
        raise ValueError("no instant") from None
    if local(first).replace(tzinfo=None) != wall:
        raise NoSuchTime
    if first == second:
        return first
    if which not in HOURS:
        raise TwiceThatNight
    return first if which == SUMMER else second


def wall_clock(instant: datetime) -> tuple[str, str]:
    """What Danish clocks show (`2026-03-02T10:00`), and which of the two where they show it twice."""
    shown = local(instant)
    text = shown.replace(tzinfo=None).isoformat(timespec="auto" if _odd(shown) else "minutes")
    return text, _which(shown) if is_twice(shown.replace(tzinfo=None)) else ""


def is_twice(wall: datetime) -> bool:
    """Whether Danish clocks show that time twice."""
    first, second = (wall.replace(tzinfo=COPENHAGEN, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second


def _which(shown: datetime) -> str:
    return WINTER if shown.fold else SUMMER


def _odd(shown: datetime) -> bool:
    return bool(timedelta(seconds=shown.second, microseconds=shown.microsecond))
