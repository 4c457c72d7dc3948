"""Clearing Prefect of an erased course by command, if Prefect is there; else its own flow does it."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request

from adapters.settings import Settings
from casework.keeping.erasure_certificate import Traces
from deployments.prefect_server import PrefectPlace

ANSWER_SECONDS = 3.0


def clear_traces(settings: Settings, ref: str) -> Traces | None:
    """Delete the course's runs and artifacts; None where Prefect does not answer now."""
    place = PrefectPlace(settings.home / "prefect", settings.prefect_port, settings.prefect_database_url)
    if not _answers(place):
        return None
    from deployments.prefect_connection import connected
    from tasks.traces import remove_traces

    with connected(place):
        return asyncio.run(remove_traces(ref))


def _answers(place: PrefectPlace) -> bool:
    try:
        with urllib.request.urlopen(f"{place.api_url}/health", timeout=ANSWER_SECONDS):  # noqa: S310 (own address)
            return True
    except (OSError, ValueError):
        return False
