"""One thing that was looked at, and whether somebody has to do something about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from adapters.templates import counted, date_words, time_words


class Level(StrEnum):
    """How it stands: in order, to be watched, or something to be done now."""

    GOOD = "good"
    SOON = "soon"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it stands, what was found, and what to do where it is not in order."""

    what: str
    level: Level
    found: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Findings that belong together."""

    name: str
    findings: tuple[Finding, ...]


def graded(bad: bool, doubtful: bool = False) -> Level:
    """The level of something that is bad, or doubtful, or neither."""
    return Level.LATE if bad else Level.SOON if doubtful else Level.GOOD


def when(at: datetime, now: datetime) -> str:
    """`20. marts 2026 kl. 12.00 (for 3 minutter siden)`: an instant (UTC) in Danish time."""
    return f"{date_words(at)} {time_words(at)} ({ago(now - at)})"


def ago(passed: timedelta) -> str:
    """How long ago that is, in the largest unit that fits."""
    minutes = int(passed.total_seconds() // 60)
    for unit, one, many in ((1440, "dag", "dage"), (60, "time", "timer"), (1, "minut", "minutter")):
        if minutes >= unit:
            return f"for {counted(minutes // unit, one, many)} siden"
    return "lige nu"
