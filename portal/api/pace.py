"""How many calls are taken: so many within a minute, counted in this process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timedelta
from math import ceil

from portal.api.errors import TooFast

WINDOW = timedelta(minutes=1)
REMEMBERED = 10_000


class Pace:
    """Takes `most` calls of each caller a minute. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: OrderedDict[str, tuple[datetime, int]] = OrderedDict()
        self._turn = threading.Lock()

    def must_not_be_too_fast(self, caller: str, now: datetime) -> None:
        """Count a call at an instant (UTC). Raises TooFast when there were too many within the minute."""
        with self._turn:
            since, count = self._calls.get(caller, (now, 0))
            if not timedelta() <= now - since < WINDOW:
                since, count = now, 0
            self._calls[caller] = since, count + 1
            self._calls.move_to_end(caller)
            if len(self._calls) > REMEMBERED:
                self._calls.popitem(last=False)
        if count >= self._most:
            seconds = max(1, ceil((WINDOW - (now - since)).total_seconds()))
            raise TooFast(seconds, first=count == self._most)
