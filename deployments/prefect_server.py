"""Prefect's own server as a child of ours: private, tuned, on the loopback, gone when we are gone.

The settings are measured, not guessed. With its defaults the server on SQLite writes each task-run event
in a transaction of its own and needs seconds per step; in batches a step takes about a tenth of a second.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from deployments.tied import start_tied, stop_tied
from domain.errors import Unavailable

HOST = "127.0.0.1"
START_SECONDS = 90.0
NOBODY = Path(__file__).parent / "nobody.pem"
"""The only authority that a client of ours believes: one whose key was never kept. The server is on the
loopback, without TLS; but Prefect makes a TLS context for each client all the same, two for each run, and
reading all the authorities of the web took 23 ms each time.
"""
BATCHES = {
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "5",
}
# We have no automations that would need events, and stored events are most of what Prefect's database grows
# by. Each run that is scheduled ahead costs the server up to a second on SQLite.
UNUSED = {
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "15",
}
PRIVATE = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}


@dataclass(frozen=True, slots=True)
class PrefectPlace:
    """Where a Prefect server keeps its things (`home`) and where it listens, on the loopback only.

    `database_url` is an `sqlite+aiosqlite` or `postgresql+asyncpg` URL; by default a file in `home`.
    """

    home: Path
    port: int
    database_url: str = ""

    @property
    def ui_url(self) -> str:
        """The address a coordinator opens in the browser."""
        return f"http://{HOST}:{self.port}"

    @property
    def api_url(self) -> str:
        """The address that flows and the runner talk to."""
        return f"{self.ui_url}/api"

    @property
    def log(self) -> Path:
        """Where the server writes what it has to say."""
        return self.home / "server.log"

    @property
    def database(self) -> str:
        """The URL of the server's own database."""
        return self.database_url or f"sqlite+aiosqlite:///{self.home / 'prefect.db'}"


def client_environment(place: PrefectPlace) -> dict[str, str]:
    """The environment of a process that runs our flows against that server.

    Settings of Prefect that this process happens to have (a profile, another server) are left out.
    """
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return inherited | {
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(place.home),
        "PREFECT_API_URL": place.api_url,
        "PREFECT_API_SSL_CERT_FILE": str(NOBODY),
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        # Prefect's own chatter about each run tells a coordinator nothing and costs as much as a task.
        "PREFECT_LOGGING_LEVEL": "WARNING",
        # Somebody who has sent a form looks at the page and waits.
        "PREFECT_RUNNER_POLL_FREQUENCY": "2",
    }


def server_environment(place: PrefectPlace) -> dict[str, str]:
    """The environment of the server: batched, silent towards the outside, with a UI that finds its API."""
    return (
        client_environment(place)
        | BATCHES
        | UNUSED
        | PRIVATE
        | {
            "PREFECT_API_DATABASE_CONNECTION_URL": place.database,
            "PREFECT_SERVER_UI_API_URL": place.api_url,
            # Without this any web page that the coordinator visits could read and start runs.
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"{place.ui_url},http://localhost:{place.port}",
        }
    )


def free_port() -> int:
    """A TCP port on the loopback that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def server_command(place: PrefectPlace) -> tuple[str, tuple[str, ...]]:
    """The module that runs the server, and its arguments."""
    return "prefect", ("server", "start", "--host", HOST, "--port", str(place.port))


@contextmanager
def prefect_server(place: PrefectPlace) -> Iterator[PrefectPlace]:
    """Run a Prefect server until the block ends; on entry it answers.

    Raises Unavailable when it stops at once or is not ready within 90 seconds.
    """
    process = start_tied(*server_command(place), server_environment(place), place.log)
    try:
        wait_until_healthy(place, process)
        yield place
    finally:
        stop_tied(process)


def is_healthy(place: PrefectPlace) -> bool:
    """Whether a Prefect server answers there now."""
    try:
        with urllib.request.urlopen(f"{place.api_url}/health", timeout=2) as answer:  # noqa: S310 (own address)
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def wait_until_healthy(place: PrefectPlace, process: subprocess.Popen[bytes]) -> None:
    """Wait for a server that was just started. Raises Unavailable when it stops or needs 90 seconds."""
    give_up_at = time.monotonic() + START_SECONDS
    while not is_healthy(place):
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise Unavailable(f"Prefect-serveren kom ikke i gang. Årsagen står sidst i {place.log.name}.")
        time.sleep(0.1)
