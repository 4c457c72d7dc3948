"""Only one process has the turn; the others wait, and it is given back however the holder ends."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.turns import turn
from domain.errors import Unavailable

HOLDER = """
import asyncio, sys
from pathlib import Path
from adapters.turns import turn
async def hold():
    async with turn(Path(sys.argv[1]), "Prøven", 1):
        print("holds", flush=True)
        await asyncio.sleep(60)
asyncio.run(hold())
"""


async def done_within(path: Path, patience: float, log: list[str], name: str, seconds: float = 0) -> None:
    async with turn(path, "Prøven", patience):
        log.append(f"{name} begins")
        await asyncio.sleep(seconds)
        log.append(f"{name} ends")


async def test_the_second_waits_until_the_first_has_ended(tmp_path: Path) -> None:
    log: list[str] = []
    first = asyncio.create_task(done_within(tmp_path / "tur", 5, log, "first", 0.3))
    await asyncio.sleep(0.05)
    await asyncio.gather(first, done_within(tmp_path / "tur", 5, log, "second"))
    assert log == ["first begins", "first ends", "second begins", "second ends"]


async def test_a_turn_ends_with_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        async with turn(tmp_path / "tur", "Prøven", 0):
            raise ZeroDivisionError
    await done_within(tmp_path / "tur", 0, [], "next")


async def test_a_process_that_is_killed_gives_the_turn_back(tmp_path: Path) -> None:
    path = tmp_path / "tur"
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"holds\n"
        with pytest.raises(Unavailable, match="Prøven er allerede i gang et andet sted"):
            await done_within(path, 0.2, [], "impatient")
        holder.send_signal(signal.SIGKILL)
    await done_within(path, 1, [], "patient")


async def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="kan ikke laves"):
        await done_within(tmp_path / "ingen" / "tur", 1, [], "nobody")
