"""One line of the key figures: what a course adds to one month. Codes, counts and sums, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is counted. The code of a line says which sort of it; `amount` is hundredths of an hour."""

    RECEIVED = "received"
    CONTACT_DAYS = "contact_days"
    CONTACT = "contact"
    FOLLOW_UP = "follow_up"
    DEVIATION = "deviation"
    GOAL = "goal"
    ENDED = "ended"
    OUTCOME = "outcome"
    GRANTED = "granted"
    USED = "used"
    ENDED_GRANTED = "ended_granted"
    ENDED_USED = "ended_used"
    MENTOR = "mentor"


ON_TIME, LATE, MISSED = "on_time", "late", "missed"
UNTOLD = "untold"
MOVED, STOOD, BACK, UNKNOWN = "moved", "stood", "back", "unknown"
COMPLETED, STOPPED, LOST_CONTACT, NEVER_BEGUN = "completed", "stopped", "lost_contact", "never_begun"
ENDINGS = (COMPLETED, STOPPED, LOST_CONTACT, NEVER_BEGUN)
CENT = 100
"""Hundredths in an hour."""


class Line(NamedTuple):
    """So much of one kind and code in one month (`2026-03`). `mentor` is set only for hours used and for
    courses carried, where a course that leaves a mentor counts -1.
    """

    month: str
    kind: str
    code: str = ""
    mentor: str = ""
    times: int = 0
    amount: int = 0


Lines = Iterator[Line]


def month_of(day: date) -> str:
    """The month a Danish day lies in: `2026-03`."""
    return f"{day:%Y-%m}"
