"""The portal as it is run: several workers on one socket, watched, and stopped without a trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from adapters.settings import load_settings
from deployments.portal_server import MOST, workers_of
from domain.errors import InvalidInput
from tests.house import House

WITHIN = 60.0


def asked_for(house: House, workers: str) -> None:
    """Say in the settings how many there are to be; it comes before the tables."""
    file = house.home / "mentor.toml"
    file.write_text(f"portal_workers = {workers}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")


@contextmanager
def running(log: Path) -> Iterator[psutil.Process]:
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments.portal_server"], stdout=output, stderr=output, env=os.environ
        )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()


def until(holds: Callable[[], object]) -> None:
    give_up_at = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether the page of signing in comes; a visit waits while all workers are being started."""
    try:
        with closing(HTTPConnection("127.0.0.1", port, timeout=WITHIN)) as connection:
            connection.request("GET", "/log-ind")
            return connection.getresponse().status == 200
    except ConnectionRefusedError:
        return False


def test_as_many_workers_as_there_are_processors_or_as_were_asked_for(house: House) -> None:
    assert workers_of(load_settings()) == min(MOST, len(os.sched_getaffinity(0)))
    asked_for(house, "3")
    assert workers_of(load_settings()) == 3


def test_no_worker_at_all_is_no_number_of_workers(house: House) -> None:
    asked_for(house, "0")
    with pytest.raises(InvalidInput, match="portal_workers"):
        load_settings()


def test_a_worker_that_is_killed_comes_back_and_all_end_on_sigterm(house: House, tmp_path: Path) -> None:
    asked_for(house, "2")
    log, port = tmp_path / "portal.log", load_settings().portal_port
    with running(log) as portal:
        until(lambda: answers(port))
        before = portal.children()
        assert len(before) == 2
        before[0].kill()
        assert answers(port)
        until(lambda: len(portal.children()) == 2 and before[0] not in portal.children())
        assert answers(port)

        taken = subprocess.run(
            [sys.executable, "-m", "deployments.portal_server"], capture_output=True, text=True, check=False
        )
        assert (taken.returncode, taken.stderr.count("\n")) == (4, 1)
        assert f"Port {port} er optaget" in taken.stderr

        everybody = portal.children(recursive=True)
        portal.send_signal(signal.SIGTERM)
        assert portal.wait(WITHIN) == 0
        assert [one for one in everybody if one.is_running()] == []
    (line,) = log.read_text(encoding="utf-8").splitlines()
    assert line.endswith("portal 1 var standset og er startet igen")
