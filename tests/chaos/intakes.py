"""Intakes: one, two at once on one mailbox, and one in a process that is killed (this module, run)."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random

import pytest

from casework.arriving.intake import Unsettled, fetch_mails, file_mails, settle_all
from casework.office import open_office
from domain.errors import MentorError
from tests.chaos.storm import PowerCut, Storm

KILL_CHANCE = 0.02


def intake() -> list[Unsettled]:
    """One whole intake as `mentor mail intake` does it, in an office of its own."""
    with open_office() as office:
        fetched = fetch_mails(office)
        _, left = asyncio.run(settle_all(office))
        file_mails(office, fetched)
    return left


def one_intake(_: Random) -> None:
    """Ends wherever it is struck."""
    with suppress(PowerCut, MentorError):
        intake()


def two_intakes(chance: Random) -> None:
    """On the same mailbox in the same moment, each struck by itself."""
    with ThreadPoolExecutor(2) as both:
        list(both.map(one_intake, [chance, chance]))


def killed_intake(chance: Random) -> None:
    """In a process of its own, which kills itself without any warning, or ends before it comes to that."""
    seed = str(chance.getrandbits(32))
    done = subprocess.run([sys.executable, "-m", __name__, seed], capture_output=True, text=True, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        Storm(Random(sys.argv[1]), KILL_CHANCE, (_kill,)).break_out(patch)
        intake()
