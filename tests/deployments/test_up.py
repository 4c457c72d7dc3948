"""`mentor up`: everything runs, what stops is started again, and SIGTERM leaves nothing behind."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from adapters.settings import load_settings
from deployments.parts import LONGEST_PAUSE, STEADY_AFTER, Part
from deployments.prefect_server import PrefectPlace, is_healthy
from deployments.serve import ALL, STANDING
from tests.house import House

pytestmark = pytest.mark.slow
STARTED_WITHIN = 120.0
ACTIVE = "SELECT count(*) FROM deployment_schedule WHERE active"
DEPLOYED = "SELECT count(*), sum(paused) FROM deployment"
SHOWN_AS_A_RUN = """SELECT count(*) FROM flow_run
    WHERE name = 'M-2026-0001 · henvisning' AND state_name = 'Henvisning oprettet'"""
ENDS_AT_ONCE = "this"
"""A module of Python that says something and ends."""


@dataclass
class Running:
    """A `mentor up` that runs, and what it has printed so far."""

    process: subprocess.Popen[bytes]
    log: Path

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def part(self, *words: str) -> psutil.Process | None:
        """The process of a part, by words of its command line."""
        for child in psutil.Process(self.process.pid).children():
            with closing_gone():
                if all(word in child.cmdline() for word in words):
                    return child
        return None

    def wait_for(self, holds: Callable[[], object]) -> None:
        give_up_at = time.monotonic() + STARTED_WITHIN
        while not holds():
            assert self.process.poll() is None, self.printed()
            assert time.monotonic() < give_up_at, self.printed()
            time.sleep(0.05)


@contextmanager
def closing_gone() -> Iterator[None]:
    """A process that ends while it is looked at is none."""
    try:
        yield
    except psutil.NoSuchProcess:
        return


@pytest.fixture
def running(house: House) -> Iterator[Running]:
    """`mentor up` in a house, from its first part until the test ends."""
    log = house.home.parent / "up.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments.cli", "up"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment | {"PYTHONUNBUFFERED": "1"},
        )
    try:
        yield Running(process, log)
    finally:
        process.terminate()
        process.wait()


def place_of(house: House) -> PrefectPlace:
    return PrefectPlace(house.home / "prefect", load_settings().prefect_port)


def in_prefect(house: House, query: str) -> tuple[int, ...]:
    """One row out of Prefect's own database."""
    path = house.home / "prefect" / "prefect.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return tuple(connection.execute(query).fetchone())


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_everything_runs_comes_back_when_killed_and_ends_on_sigterm(house: House, running: Running) -> None:
    running.wait_for(lambda: "Startet: forløb og runder" in running.printed())
    running.wait_for(lambda: in_prefect(house, DEPLOYED) == (len(ALL), 0))
    assert in_prefect(house, ACTIVE) == (len(STANDING),)

    house.arrives(house.referral())
    running.wait_for(lambda: in_prefect(house, SHOWN_AS_A_RUN) == (1,))
    with house.office() as office:
        assert [mail.fate for mail in office.ledger.mails()] == ["course"]

    for words in (("intake", "--watch"), ("deliver", "--watch"), ("prefect", "server")):
        _kill_and_wait(running, *words)
    running.wait_for(lambda: is_healthy(place_of(house)))

    everything = psutil.Process(running.process.pid).children(recursive=True)
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(60) == 0
    assert "Alt er stoppet" in running.printed()
    assert [child for child in everything if child.is_running()] == []
    assert (in_prefect(house, ACTIVE), in_prefect(house, DEPLOYED)) == ((len(STANDING),), (len(ALL), 0))


def _kill_and_wait(running: Running, *words: str) -> None:
    running.wait_for(lambda: running.part(*words))
    before = running.part(*words)
    assert before is not None
    before.kill()
    running.wait_for(lambda: (now := running.part(*words)) and now.pid != before.pid)


def test_a_part_that_cannot_start_is_tried_ever_more_rarely(tmp_path: Path) -> None:
    part, now, starts = _part(tmp_path), 0.0, []
    for _ in range(9):
        while not part.keep_running(now):
            now += 1
        starts.append(now)
        _wait_until_ended(part)

    pauses = [later - earlier for earlier, later in pairwise(starts)]
    assert pauses == [2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    part.stop()


def test_a_part_that_had_run_steadily_comes_back_soon(tmp_path: Path) -> None:
    part = _part(tmp_path)
    part.failures = 9
    part.start(0.0)
    _wait_until_ended(part)

    assert not part.keep_running(STEADY_AFTER + 1)
    assert part.keep_running(STEADY_AFTER + 3)
    part.stop()


def _part(folder: Path) -> Part:
    return Part("prøve", (ENDS_AT_ONCE,), os.environ, folder / "part.log")


def _wait_until_ended(part: Part) -> None:
    assert part.process is not None
    part.process.wait(30)
