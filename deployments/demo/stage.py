"""The demo's stage: a home of its own, the local mail server, Prefect's server and the served deployments.

Everything is a real part. What was begun and interrupted is taken up again where it stood.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.clock import CLOCK_FILE, Clock
from adapters.settings import SETTINGS_FILE
from casework.office import Office, open_office
from deployments.demo.story import BEGINS, at
from deployments.local_mail import LocalMailServer
from deployments.prefect_server import PrefectPlace, client_environment, prefect_server
from deployments.sample_home import SampleHome, create, free_ports
from deployments.serve_option import ON_REQUEST
from deployments.tied import start_tied, stop_tied


@dataclass(frozen=True, slots=True)
class Stage:
    """What the players need: where things lie, the office, the clock, and Prefect's address."""

    place: SampleHome
    prefect: PrefectPlace
    office: Office
    clock: Clock

    def move_to(self, instant: datetime) -> None:
        """Set the simulated clock, never back: an interrupted demo goes on from where it was."""
        self.clock.set(max(instant, self.clock.now()))


@contextmanager
def raised(out: Path) -> Iterator[Stage]:
    """Make or reopen the demo's home below `out` and start every part; all of it stops with the block."""
    place = SampleHome(out / "home", out / "secrets")
    begins = at(BEGINS.month, BEGINS.day, 8)
    if not (place.home / SETTINGS_FILE).exists():
        create(place, begins, demo=True, ports=free_ports())
    if not (place.home / CLOCK_FILE).exists():
        Clock(place.home).set(begins)
    os.environ["MENTOR_HOME"] = str(place.home)
    with ExitStack() as parts:
        office = parts.enter_context(open_office())
        prefect = PrefectPlace(place.home / "prefect", office.settings.prefect_port)
        os.environ.update(client_environment(prefect) | QUIET)
        certificate, key = place.home / "mail-server.cert.pem", place.home / "mail-server.key.pem"
        parts.enter_context(LocalMailServer(place.maildirs, certificate, key, office.settings.mail_out.port))
        parts.enter_context(prefect_server(prefect))
        _end_interrupted_runs()
        parts.enter_context(_served(place))
        yield Stage(place, prefect, office, office.clock)


QUIET = {"PREFECT_LOGGING_LEVEL": "ERROR", "PREFECT_LOGGING_TO_API_ENABLED": "false"}


def _end_interrupted_runs() -> None:
    """Before anybody can take them up: the story asks again for what an interrupted demo had asked for."""
    # Only now: Prefect reads its settings when it is first imported.
    from deployments.interrupted_runs import end_interrupted_runs

    asyncio.run(end_interrupted_runs(also_not_begun=True))


@contextmanager
def _served(place: SampleHome) -> Iterator[None]:
    """The deployments, served by a process of their own as in production, but without their timetable:
    that goes by the wall clock, and the demo's clock is simulated.
    """
    process = start_tied("deployments.serve", (ON_REQUEST,), os.environ, place.home / "logs" / "serve.log")
    try:
        yield
    finally:
        stop_tied(process)
