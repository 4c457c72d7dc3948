from __future__ import annotations

from collections.abc import Iterator

import pytest

from deployments.prefect_connection import connected
from deployments.prefect_server import PrefectPlace, free_port
from tests.faults.commanding import Mentor
from tests.faults.prefect_switch import PrefectSwitch, sweep_sockets
from tests.house import house, made

__all__ = ["house", "made"]


@pytest.fixture
def mentor(capsys: pytest.CaptureFixture[str]) -> Mentor:
    """The command line of the house."""
    return Mentor(capsys)


@pytest.fixture(scope="session")
def switch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectSwitch]:
    """A Prefect server that tests turn on and off; the flows of this process talk to it."""
    switch = PrefectSwitch(PrefectPlace(tmp_path_factory.mktemp("prefect"), free_port()))
    with connected(switch.place):
        yield switch
    switch.off()


@pytest.fixture
def prefect_off(switch: PrefectSwitch) -> Iterator[PrefectSwitch]:
    """The server is off when the test begins."""
    switch.off()
    yield switch
    sweep_sockets()


@pytest.fixture
def prefect(switch: PrefectSwitch) -> Iterator[PrefectSwitch]:
    """The server is on when the test begins."""
    switch.on()
    yield switch
    sweep_sockets()
