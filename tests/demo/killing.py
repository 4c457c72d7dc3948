"""Kills a whole demo (`kill -9` of its process group) at seeded points, and lets it go on each time."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from adapters.clock import CLOCK_FILE
from deployments.demo import story
from tests.demo.playing import PlayedDemo, demo_environment, start_demo

LOOK_EVERY = 0.005
ENDS_WITHIN = 300.0
GONE_WITHIN = 20.0


@dataclass(frozen=True)
class Point:
    """Where to kill: seconds after the simulated clock has reached an instant, or after the start."""

    reached: datetime | None
    seconds: float

    def __str__(self) -> str:
        when = f"{self.reached:%d.%m. %H:%M}" if self.reached else "the start"
        return f"{self.seconds:.2f} s after {when}"


def spread_points(seed: int) -> tuple[Point, ...]:
    """Five points, one in each stretch where something else is at stake."""
    chance = random.Random(seed)
    deviation = next(step.at for step in story.steps() if isinstance(step, story.Deviate))
    first, last = story.steps()[0].at, story.steps()[-1].at
    return (
        Point(None, chance.uniform(0.5, 10)),  # certificates, tables, Prefect's own first start
        Point(first, chance.uniform(0, 2)),  # the referral is sent, fetched and registered
        Point(deviation, chance.uniform(0, 4)),  # a served run commits, and its notice leaves
        Point(_some_instant(chance, deviation, last), chance.uniform(0, 1.5)),  # a round, a delivery, an act
        Point(last, chance.uniform(0, 1)),  # the closing report, and what is written at the end
    )


def points_of_the_suite(seed: int) -> tuple[Point, ...]:
    """The three of them where something leaves the house; each start anew costs what a sixth of a demo does.

    The other two are seen in `make soak`, and more cheaply where they lie: an interrupted `mentor init` in
    tests/deployments/test_sample_home.py, a killed round in tests/faults and tests/chaos.
    """
    _, referral, deviation, _, last = spread_points(seed)
    return referral, deviation, last


def random_points(seed: int) -> tuple[Point, ...]:
    """Five points anywhere in the nine months."""
    chance = random.Random(seed)
    first, last = story.steps()[0].at, story.steps()[-1].at
    instants = sorted(_some_instant(chance, first, last) for _ in range(5))
    return tuple(Point(instant, chance.uniform(0, 4)) for instant in instants)


def _some_instant(chance: random.Random, first: datetime, last: datetime) -> datetime:
    """Not in the very last days: a demo that ends by itself before it is killed would prove nothing."""
    return first + chance.uniform(0, 0.9) * (last - first)


@dataclass(frozen=True)
class KilledDemo:
    """A demo that was killed and went on until it ended, and the points at which it was killed."""

    played: PlayedDemo
    killed_at: tuple[Point, ...]


def play_and_kill(out: Path, points: tuple[Point, ...]) -> KilledDemo:
    """Play a demo, kill it at each point, start it again, and let the last one end by itself."""
    log, began, killed = out.with_suffix(".log"), time.monotonic(), []
    for point in points:
        process = start_demo(out, log, demo_environment())
        if _killed(process, lambda point=point: _has_reached(out, point), point.seconds):
            killed.append(point)
    process = start_demo(out, log, demo_environment())
    code = process.wait(ENDS_WITHIN)
    printed = log.read_text(encoding="utf-8")
    return KilledDemo(PlayedDemo(out, code, printed, time.monotonic() - began, 0), tuple(killed))


def _has_reached(out: Path, point: Point) -> bool:
    if point.reached is None:
        return True
    clock = out / "home" / CLOCK_FILE
    return clock.exists() and datetime.fromisoformat(clock.read_text(encoding="ascii")) >= point.reached


def _killed(process: subprocess.Popen[bytes], reached: Callable[[], bool], seconds: float) -> bool:
    """Wait for the point and kill everything at once; False if the demo had ended by itself before."""
    give_up_at = time.monotonic() + ENDS_WITHIN
    while not reached():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise AssertionError(f"the demo never reached the point to kill it at: {process.poll()}")
        time.sleep(LOOK_EVERY)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        _kill_group(process)
        return True
    return False


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    members = [process, *psutil.Process(process.pid).children(recursive=True)]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    give_up_at = time.monotonic() + GONE_WITHIN
    while left := [member.pid for member in members if _runs(member.pid)]:
        if time.monotonic() > give_up_at:
            raise AssertionError(f"{len(left)} processes of the demo outlived a kill of its group")
        time.sleep(LOOK_EVERY)


def _runs(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
