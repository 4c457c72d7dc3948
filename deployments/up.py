"""`mentor up`: everything that has to run, started together, watched, and stopped together.

Prefect's server with its UI, the served deployments, the intake that waits for mail, the delivery that polls
every few seconds, the portal, and in a sample home the local mail server. A part that stops is started
again, with a pause that grows to a minute.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from deployments.parts import Part, keep_all, stop_signals
from deployments.prefect_server import (
    PrefectPlace,
    client_environment,
    server_command,
    server_environment,
    wait_until_healthy,
)
from deployments.tied import start_tied
from domain.errors import Unavailable


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
        keep_all(running, stop, lambda part: tell(f"Startet: {part.name}"))
    tell("Alt er stoppet.")
