from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import Artifact, FlowRun

from casework.office import Office, open_office
from deployments.prefect_server import free_port, prefect_server
from tests.demo.killing import KilledDemo, play_and_kill, points_of_the_suite
from tests.demo.playing import PlayedDemo, handed_over, play_demo

PAGE = 200
SEED = 2026
MEASURED = pytest.StashKey[PlayedDemo]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One closing line with what the demo needed on this machine."""
    if played := config.stash.get(MEASURED, None):
        measured = f"{played.seconds:.0f} s with its set-up, {played.megabytes:.0f} MB at the most"
        terminalreporter.write_line(f"The demo: {measured}")


@pytest.fixture(scope="session")
def killed_play(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Future[KilledDemo] | None]:
    """The demo that is killed again and again, played beside the other: each keeps one processor busy."""
    if not any("killed_demo" in getattr(item, "fixturenames", ()) for item in request.session.items):
        yield None
        return
    with ThreadPoolExecutor(1) as beside:
        out = tmp_path_factory.mktemp("killed") / "out"
        yield beside.submit(play_and_kill, out, points_of_the_suite(SEED))


@pytest.fixture(scope="session")
def killed_demo(killed_play: Future[KilledDemo]) -> KilledDemo:
    """A demo that was killed three times and has ended all the same."""
    return killed_play.result()


@pytest.fixture(scope="session")
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    killed_play: Future[KilledDemo] | None,
) -> PlayedDemo:
    """The demo, played once for the whole session, or before it."""
    del killed_play  # only begun first
    played = handed_over() or play_demo(tmp_path_factory.mktemp("demo") / "out")
    request.config.stash[MEASURED] = played
    assert played.code == 0, played.printed[-3000:]
    return played


@pytest.fixture
def office(demo: PlayedDemo, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The demo's office, opened again."""
    monkeypatch.setenv("MENTOR_HOME", str(demo.place.home))
    with open_office() as opened:
        yield opened


@pytest.fixture(scope="session")
def prefect_api(demo: PlayedDemo) -> Iterator[str]:
    """The demo's Prefect server, started once more on what it has stored."""
    with prefect_server(replace(demo.prefect, port=free_port())) as place:
        yield place.api_url


@pytest.fixture(scope="session")
def runs(prefect_api: str) -> list[FlowRun]:
    """Every run of the demo, as the Prefect page lists them."""
    return asyncio.run(_all_runs(prefect_api))


@pytest.fixture(scope="session")
def artifacts(prefect_api: str) -> list[Artifact]:
    """Every artifact of the demo."""
    return asyncio.run(_all_artifacts(prefect_api))


async def _all_runs(api: str) -> list[FlowRun]:
    found: list[FlowRun] = []
    async with PrefectClient(api=api) as client:
        while page := await client.read_flow_runs(limit=PAGE, offset=len(found)):
            found += page
    return found


async def _all_artifacts(api: str) -> list[Artifact]:
    found: list[Artifact] = []
    async with PrefectClient(api=api) as client:
        while page := await client.read_artifacts(limit=PAGE, offset=len(found)):
            found += page
    return found
