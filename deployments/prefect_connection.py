"""Runs flows in this process against a server of ours, whatever Prefect was configured to use before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from prefect.events.worker import EventsWorker
from prefect.logging.configuration import setup_logging
from prefect.logging.handlers import APILogWorker
from prefect.settings import (
    PREFECT_API_SSL_CERT_FILE,
    PREFECT_API_URL,
    PREFECT_HOME,
    PREFECT_LOGGING_LEVEL,
    PREFECT_RESULTS_PERSIST_BY_DEFAULT,
    temporary_settings,
)

from deployments.prefect_server import NOBODY, PrefectPlace

HAND_IN_SECONDS = 10.0


@contextmanager
def connected(place: PrefectPlace) -> Iterator[None]:
    """Flows called inside the block run here and are recorded by that server, which must be running.

    They keep to the settings that a served run gets from `client_environment`.
    """
    updates = {
        PREFECT_API_URL: place.api_url,
        PREFECT_API_SSL_CERT_FILE: str(NOBODY),
        PREFECT_HOME: place.home,
        PREFECT_LOGGING_LEVEL: "WARNING",
        PREFECT_RESULTS_PERSIST_BY_DEFAULT: False,
    }
    with temporary_settings(updates):
        setup_logging()
        try:
            yield
        finally:
            _hand_in()


def _hand_in() -> None:
    """Give the server what waits in the background, while it is still there; a process ends at once then."""
    for worker in (EventsWorker, APILogWorker):
        worker.drain_all(timeout=HAND_IN_SECONDS)
