"""Plays the demo as a newcomer does, in a process of its own, and measures what it needs.

`python -m tests.demo.playing OUT PROGRAM` plays it with another installation's `mentor`, before the tests:
`.ci/run` plays the wheel's so, and hands it to the tests, which then do not play one more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from deployments.demo.story import BEGINS, at
from deployments.prefect_server import PrefectPlace
from deployments.sample_home import SampleHome

MEASURE_EVERY = 0.5
RUN = "prefect.engine"
MEGABYTE = 1_000_000
OURS = (sys.executable, "-m", "deployments.cli")
HANDED_OVER = "DEMO_PLAYED"
"""The environment variable that names the folder of a demo that was played before the tests."""
STARTED_AT = at(BEGINS.month, BEGINS.day, 8)


@dataclass(frozen=True)
class PlayedDemo:
    """A demo that has ended: its folder, exit code, what it printed, seconds in all, and peak memory (MB)."""

    out: Path
    code: int
    printed: str
    seconds: float
    megabytes: float

    @property
    def place(self) -> SampleHome:
        """Where the demo's home lies."""
        return SampleHome(self.out / "home", self.out / "secrets")

    @property
    def prefect(self) -> PrefectPlace:
        """The demo's Prefect server, which has stopped."""
        return PrefectPlace(self.place.home / "prefect", 0)

    @property
    def summary(self) -> dict[str, Any]:
        """What the demo wrote down."""
        content: dict[str, Any] = json.loads((self.out / "summary.json").read_text(encoding="utf-8"))
        return content

    def keep(self) -> None:
        """Write down beside the folder what cannot be seen in it any more."""
        known = {"code": self.code, "seconds": self.seconds, "megabytes": self.megabytes}
        _measured(self.out).write_text(json.dumps(known), encoding="ascii")


def handed_over() -> PlayedDemo | None:
    """The demo that was played before the tests, if there is one."""
    folder = os.environ.get(HANDED_OVER)
    if not folder:
        return None
    out = Path(folder)
    known = json.loads(_measured(out).read_text(encoding="ascii"))
    return PlayedDemo(out, printed=_log(out).read_text(encoding="utf-8"), **known)


def _measured(out: Path) -> Path:
    return out.with_suffix(".measured.json")


def _log(out: Path) -> Path:
    return out.with_suffix(".log")


def demo_environment() -> dict[str, str]:
    """The environment of somebody who has configured nothing."""
    ours = ("PREFECT_", "MENTOR_", "DEMO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def start_demo(
    out: Path, log: Path, environment: Mapping[str, str], program: Sequence[str] = OURS
) -> subprocess.Popen[bytes]:
    """Start `mentor demo` in a process group of its own; what it prints goes to the end of `log`."""
    with log.open("ab") as output:
        return subprocess.Popen(
            [*program, "demo", "--out", str(out)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
        )


def play_demo(out: Path, program: Sequence[str] = OURS) -> PlayedDemo:
    """Play the demo from beginning to end."""
    log, began = _log(out), time.monotonic()
    process = start_demo(out, log, demo_environment(), program)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _megabytes(process.pid))
        time.sleep(MEASURE_EVERY)
    seconds = time.monotonic() - began
    return PlayedDemo(out, process.wait(), log.read_text(encoding="utf-8"), seconds, peak)


def _megabytes(pid: int) -> float:
    """The memory of a process and all below it, with one flow's run: how many runs there are at a time is
    the machine's affair. What processes share is counted once.
    """
    try:
        root = psutil.Process(pid)
        each = [_own_megabytes(one) for one in (root, *root.children(recursive=True))]
    except psutil.NoSuchProcess:
        return 0.0
    return sum(size for is_run, size in each if not is_run) + max(
        (size for is_run, size in each if is_run), default=0.0
    )


def _own_megabytes(process: psutil.Process) -> tuple[bool, float]:
    """Whether it is a flow's run, and its memory."""
    try:
        return RUN in process.cmdline(), float(process.memory_full_info().pss) / MEGABYTE
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False, 0.0  # it ended while it was measured


def main(out: Path, program: str) -> int:
    """Play an installed program's demo away from this folder, print what it said, and keep what it took."""
    os.chdir(out.parent)
    os.environ.pop("PYTHONPATH", None)  # what is played is what was installed
    played = play_demo(out, (program,))
    played.keep()
    print(played.printed)
    return played.code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2]))
