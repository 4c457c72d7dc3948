"""`mentor up`: everything that has to run, started together, watched, and stopped together.

Prefect's server with its UI, the served deployments, the intake that waits for mail, the delivery that polls
every few seconds, the portal, and in a sample home the local mail server. A part that stops is started
again, with a pause that grows to a minute.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deployments.prefect_server import (
    PrefectPlace,
    client_environment,
    server_command,
    server_environment,
    wait_until_healthy,
)
from deployments.tied import start_tied, stop_tied
from domain.errors import Unavailable

LONGEST_PAUSE = 60.0
STEADY_AFTER = 600.0
LOOK_EVERY = 0.5


@dataclass
class Part:
    """One process that should always run, and when it may be started again."""

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    not_before: float = 0.0

    def keep_running(self, now: float) -> bool:
        """Start the part if it is not running and its pause is over. Tells whether it was started."""
        if self.process is not None and self.process.poll() is None:
            return False
        if self.process is not None:
            self.stop()
            self._pause(now)
        if now < self.not_before:
            return False
        self.start(now)
        return True

    def start(self, now: float) -> subprocess.Popen[bytes]:
        """Start the part, whatever was before."""
        self.started_at = now
        self.process = start_tied(self.arguments[0], self.arguments[1:], self.environment, self.log)
        return self.process

    def stop(self) -> None:
        """End the part."""
        if self.process is not None:
            stop_tied(self.process)

    def _pause(self, now: float) -> None:
        """A part that had run steadily is no part that cannot start: it comes back soon."""
        self.process = None
        self.failures = 1 if now - self.started_at > STEADY_AFTER else self.failures + 1
        self.not_before = now + min(2.0**self.failures, LONGEST_PAUSE)


def parts(home: Path, place: PrefectPlace, *, local_mail: bool) -> tuple[Part, ...]:
    """The processes of an installation beside Prefect's server."""
    environment = client_environment(place) | {"MENTOR_HOME": str(home)}
    logs = home / "logs"
    listed = [
        Part("post ind", ("deployments.cli", "mail", "intake", "--watch"), environment, logs / "intake.log"),
        Part("udsendelse", ("deployments.cli", "deliver", "--watch"), environment, logs / "delivery.log"),
        Part("forløb og runder", ("deployments.serve",), environment, logs / "serve.log"),
        Part("portalen", ("deployments.portal_server",), environment, logs / "portal.log"),
    ]
    if local_mail:
        mail = ("deployments.local_mail", str(home))
        listed.insert(0, Part("lokal mailserver", mail, environment, logs / "mail.log"))
    return tuple(listed)


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set, so that whoever waits can clean up in order."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _server(place: PrefectPlace) -> Part:
    """Prefect's server as a part like the others, which need it to be up before them."""
    module, arguments = server_command(place)
    return Part("Prefect", (module, *arguments), server_environment(place), place.log)


def _end_interrupted_runs(environment: Mapping[str, str], log: Path) -> None:
    """Before anything can be running. In a process of its own: here Prefect would stay in memory for good."""
    ending = start_tied("deployments.interrupted_runs", (), environment, log)
    if ending.wait():
        why = f"Årsagen står sidst i {log.name}."
        raise Unavailable(f"Afbrudte kørsler kunne ikke afsluttes i Prefect. {why}")


def run(home: Path, place: PrefectPlace, *, local_mail: bool, tell: Callable[[str], None]) -> None:
    """Start everything and stay until SIGTERM or SIGINT. `tell` receives what happens, in Danish.

    Raises Unavailable when Prefect's server does not come up.
    """
    os.umask(0o077)
    with stop_signals() as stop, ExitStack() as cleaning:
        server = _server(place)
        cleaning.callback(server.stop)
        wait_until_healthy(place, server.start(time.monotonic()))
        tell(f"Prefect kører på {place.ui_url}")
        _end_interrupted_runs(client_environment(place), home / "logs" / "serve.log")
        running = (server, *parts(home, place, local_mail=local_mail))
        for part in running[1:]:
            cleaning.callback(part.stop)
        while not stop.wait(LOOK_EVERY):
            for part in running:
                if part.keep_running(time.monotonic()):
                    tell(f"Startet: {part.name}")
    tell("Alt er stoppet.")
