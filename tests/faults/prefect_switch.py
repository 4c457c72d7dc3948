"""A Prefect server that can be turned off and on again, keeping what it has stored."""

from __future__ import annotations

import gc
import warnings
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun

from deployments.prefect_server import PrefectPlace, prefect_server

LEFT_OPEN = pytest.mark.filterwarnings("ignore:unclosed <socket.socket:ResourceWarning")
"""Prefect's own client leaves some of its sockets to the garbage collector."""


def sweep_sockets() -> None:
    """Collect what Prefect's client has left, so that no later test is blamed for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@dataclass
class PrefectSwitch:
    """On or off."""

    place: PrefectPlace
    _running: ExitStack | None = field(default=None, init=False)
    since: datetime = field(default_factory=lambda: datetime.now(UTC))

    def on(self) -> None:
        """Start the server if it is off; runs that begin from now on are this test's."""
        if self._running is None:
            self._running = ExitStack()
            self._running.enter_context(prefect_server(self.place))
        self.since = datetime.now(UTC)

    def off(self) -> None:
        """Stop the server if it is on."""
        if self._running is not None:
            self._running.close()
            self._running = None

    async def runs(self) -> list[FlowRun]:
        """What a coordinator sees of this test, oldest first."""
        wanted = FlowRunFilter.model_validate({"start_time": {"after_": self.since}})
        async with get_client() as client:
            found = await client.read_flow_runs(flow_run_filter=wanted)
        return sorted(found, key=lambda run: run.start_time or self.since)
