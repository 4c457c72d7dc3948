"""Our own Prefect server: private, tuned, on both databases, and gone when its parent is gone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deployments.prefect_server import (
    HOST,
    PrefectPlace,
    client_environment,
    free_port,
    is_healthy,
    prefect_server,
    server_environment,
)
from deployments.tied import PROJECT_ROOT, start_tied, stop_tied
from domain.errors import Unavailable
from tests.deployments.debian_postgres import debian_postgres

PARENT = """
import os, sys, time
from pathlib import Path
from deployments.tied import start_tied
child = start_tied("http.server", [sys.argv[1], "--bind", "127.0.0.1"], os.environ, Path(sys.argv[2]))
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def place(tmp_path: Path) -> PrefectPlace:
    return PrefectPlace(tmp_path / "prefect", free_port())


def test_the_server_is_private_and_batched(place: PrefectPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "true")
    environment = server_environment(place)
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["PREFECT_SERVER_UI_V2_ENABLED"] == "false"
    assert environment["PREFECT_SERVER_UI_API_URL"] == place.api_url
    assert environment["PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE"] == "200"


@pytest.mark.slow
def test_the_settings_are_names_that_prefect_knows(place: PrefectPlace) -> None:
    import prefect.settings

    ours = [name for name in server_environment(place) if name.startswith("PREFECT_")]
    assert [name for name in ours if not hasattr(prefect.settings, name)] == []
    assert not hasattr(prefect.settings, "PREFECT_SERVER_NO_SUCH_THING")


def test_another_server_that_this_process_uses_is_left_out(
    place: PrefectPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://prefect.example/api")
    monkeypatch.setenv("PREFECT_PROFILE", "andet")
    environment = client_environment(place)
    assert environment["PREFECT_API_URL"] == place.api_url
    assert "PREFECT_PROFILE" not in environment


@pytest.mark.slow
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", PARENT, str(port), str(tmp_path / "child.log")]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    wait_until(lambda: answers(port))
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not answers(port) and not runs(child))


def test_a_child_is_stopped_in_order(tmp_path: Path) -> None:
    port = free_port()
    child = start_tied("http.server", [str(port), "--bind", HOST], os.environ, tmp_path / "child.log")
    wait_until(lambda: answers(port))
    stop_tied(child)
    assert child.returncode is not None
    assert not answers(port)


def test_what_a_failing_child_says_is_found_in_its_log(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "child.log"
    child = start_tied("json.tool", [str(tmp_path / "findes-ikke")], os.environ, log)
    assert child.wait(30) == 2
    stop_tied(child)
    assert "findes-ikke" in log.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_plainly(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        place = PrefectPlace(tmp_path / "prefect", taken.getsockname()[1])
        with pytest.raises(Unavailable, match=r"server\.log"), prefect_server(place):
            pytest.fail("the port was taken")


@pytest.mark.slow
@pytest.mark.needs("postgresql")
def test_the_server_runs_on_postgresql_too(tmp_path: Path) -> None:
    with debian_postgres() as url:
        place = PrefectPlace(tmp_path / "prefect", free_port(), url)
        with prefect_server(place):
            assert is_healthy(place)
        assert not is_healthy(place)
        assert not list(place.home.glob("*.db"))


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    return state != "Z"


def wait_until(true: object, seconds: float = 30) -> None:
    assert callable(true)
    give_up_at = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up_at, "waited in vain"
        time.sleep(0.05)
