"""Pauses that several tests begin with, and the days on which they are asked about."""

from __future__ import annotations

from domain import commands as c
from domain.timers import TimerKind
from tests.factories import Play, day, events_of

RESUME = c.Resume()


def until(text: str) -> c.Pause:
    """A pause with an end."""
    return c.Pause(cause="holiday", until=day(text))


def asked(stage: Play) -> list[str]:
    """The days on which somebody was asked about the pause."""
    fired = events_of(stage.history, "TimerFired")
    return [f"{one.at:%Y-%m-%d}" for one in fired if getattr(one.event, "kind", "") == TimerKind.RESUME]
