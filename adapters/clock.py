"""The only place that asks the system what time it is.

A home made by `mentor init --demo` may carry a file `clock` with a simulated instant; it is honoured only
there, so that no real course can ever be moved in time by a stray file.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from domain.errors import Unavailable

DEMO_MARK = "demo-home"
CLOCK_FILE = "clock"


class Clock:
    """Tells the instant (UTC): the system's, or the simulated one of a demo home."""

    def __init__(self, home: Path) -> None:
        self._simulated = home / CLOCK_FILE if (home / DEMO_MARK).exists() else None
        self._held: datetime | None = None

    @property
    def simulated(self) -> bool:
        """Whether this is a demo home, where time may be set."""
        return self._simulated is not None

    def now(self) -> datetime:
        """The present instant, UTC. Raises Unavailable if a demo home's clock cannot be read."""
        if self._held is not None:
            return self._held
        if self._simulated is None or not self._simulated.exists():
            return datetime.now(UTC)
        return _read(self._simulated)

    def telephones(self) -> tuple[datetime, ...]:
        """What the clock of somebody's telephone may show (UTC): the same; in a demo home, whose clock may
        stand still, the real time too, or no authenticator app would ever fit there.
        """
        return (self.now(), datetime.now(UTC)) if self.simulated else (self.now(),)

    def hold(self, instant: datetime) -> None:
        """Stand still at an instant, for this object only. Raises Unavailable outside a demo home."""
        self._must_be_demo()
        self._held = instant.astimezone(UTC)

    def set(self, instant: datetime) -> None:
        """Move the simulated clock. Raises Unavailable outside a demo home."""
        file = self._must_be_demo()
        part = file.with_suffix(".part")
        part.write_text(instant.astimezone(UTC).isoformat(), encoding="ascii")
        os.replace(part, file)

    def _must_be_demo(self) -> Path:
        if self._simulated is None:
            text = "Et andet tidspunkt kan kun angives i en prøveinstallation, lavet med: mentor init --demo"
            raise Unavailable(text)
        return self._simulated


def _read(file: Path) -> datetime:
    """The instant in a clock file; one without a zone would mean something else on another machine."""
    try:
        instant = datetime.fromisoformat(file.read_text(encoding="ascii").strip())
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise Unavailable(f"Filen {file.name}: skriv et tidspunkt med tidszone som 2026-03-02T08:00:00Z")
    return instant.astimezone(UTC)
