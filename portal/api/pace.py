"""How many calls are taken: so many within a minute, whichever of the portal's processes they come to."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from domain.signing_in import Limit
from models.signing_in.limits import Limits
from portal.api.errors import TooFast

REMEMBERED = 10_000


@dataclass
class _Lot:
    """What this process holds of a caller's window: `left` calls that are counted already, until (UTC) it is
    over. None left of a window that is `full` is an answer that needs no database.
    """

    taken_at: datetime
    until: datetime
    left: int
    full: bool


class Pace:
    """Takes `limit.tries` lots of `lot` calls of each caller. Safe to use from several threads.

    They are counted in the database, a lot at a time: a commit for every call would cost more than most calls
    do. What is left of a lot when the window is over is lost, so a caller gets a little less, never more.
    """

    def __init__(self, limit: Limit, lot: int = 1) -> None:
        self._limit, self._lot = limit, lot
        self._held: OrderedDict[str, _Lot] = OrderedDict()
        self._turn = threading.Lock()

    def must_not_be_too_fast(self, limits: Limits, caller: str, now: datetime) -> None:
        """Count a call at an instant (UTC). Raises TooFast when there were too many within the window."""
        if self._is_taken(caller, now):
            return
        counted = limits.counted(self._limit, caller, now)
        full = counted.tries > self._limit.tries
        with self._turn:
            self._held[caller] = _Lot(now, counted.until, 0 if full else self._lot - 1, full)
            if len(self._held) > REMEMBERED:
                self._held.popitem(last=False)
        if full:
            raise _too_fast(counted.until, now, first=counted.tries == self._limit.tries + 1)

    def _is_taken(self, caller: str, now: datetime) -> bool:
        """Whether this process holds a call for the caller. Raises TooFast where it knows there are none."""
        with self._turn:
            held = self._held.get(caller)
            if held is None or not held.taken_at <= now < held.until:
                return False
            if held.full:
                raise _too_fast(held.until, now, first=False)
            held.left -= 1
            return held.left >= 0


def _too_fast(until: datetime, now: datetime, *, first: bool) -> TooFast:
    return TooFast(max(1, ceil((until - now).total_seconds())), first=first)
