"""Row (l): the portal's pages at ten thousand courses, from its own processes, by one visitor and by four."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median, quantiles

from benchmarks.figures import Figure
from benchmarks.places import Ground
from benchmarks.town import BUSY, large_town
from casework.access.accounts import account_of
from casework.office import Office
from casework.signing_in.sessions import open_session

COURSES = 10_000
VISITS, AT_ONCE = 100, 4
WARMING_SECONDS = 2.0
BOUND_MS = 50.0
READY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Sight:
    """One page as one person opens it."""

    name: str
    account: str
    path: str


PAGES = (
    Sight("my day of a coordinator with a quarter of the courses", "coordinator:k1", "/min-dag"),
    Sight("my day of a mentor, with names", "mentor:m1", "/min-dag"),
    Sight("my day of a manager", "manager:soren", "/min-dag"),
    Sight("the list of all courses", "coordinator:k1", "/forloeb"),
    Sight("the list of one's own overdue courses", "coordinator:k1", "/forloeb?over=ja&mine=ja"),
    Sight("the month of a coordinator with a quarter of the courses", "coordinator:k1", "/kalender/maaned"),
    Sight("the month of a mentor", "mentor:m1", "/kalender/maaned"),
    Sight("the page of a course of some months", "coordinator:k1", "/forloeb/M-2026-{number:04}"),
    Sight("its history", "coordinator:k1", "/forloeb/M-2026-{number:04}/historik"),
)


def measure(ground: Ground) -> Iterator[Figure]:
    """Each page as often, first by one visitor alone, then by four at once."""
    with large_town(ground, COURSES) as office, _served(office) as port:
        for page in PAGES:
            secret = _session(office, page.account)
            _warm(port, page, secret)
            alone = _visits(port, page, secret, VISITS)
            together = _visits_at_once(port, page, secret)
            yield _figure(page.name, ground, alone)
            yield _figure(f"{page.name}, {AT_ONCE} at once", ground, together)


def _warm(port: int, page: Sight, secret: str) -> None:
    """Visit the page until every process of the portal is ready for it: who answers first is not chosen."""
    until = time.monotonic() + WARMING_SECONDS
    while time.monotonic() < until:
        _visits_at_once(port, page, secret)


def _figure(what: str, ground: Ground, milliseconds: Sequence[float]) -> Figure:
    p95, count = quantiles(milliseconds, n=20)[-1], len(milliseconds)
    note = f"p95 of {count}; p50 {median(milliseconds):.1f} ms, slowest {max(milliseconds):.0f} ms"
    return Figure("l", what, ground.kind, p95, "ms", BOUND_MS, note=note)


def _session(office: Office, key: str) -> str:
    account = account_of(office, key)
    if account is None:
        raise RuntimeError(f"{key} is nobody here")
    return open_session(office, account, level="totp")


@contextmanager
def _served(office: Office) -> Iterator[int]:
    """The portal with its workers."""
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.serving"], env=os.environ)
    port = office.settings.portal_port
    try:
        must_answer(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def must_answer(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until the portal answers. Raises RuntimeError where it does not."""
    until = time.monotonic() + READY_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            with closing(HTTPConnection("127.0.0.1", port)) as connection:
                connection.request("GET", "/log-ind")
                connection.getresponse().read()
        except ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the portal did not start")


def _visits(port: int, page: Sight, secret: str, count: int) -> list[float]:
    """Milliseconds until the whole page is there, each time."""
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        return [_visit(connection, page.path.format(number=1 + one % BUSY), secret) for one in range(count)]


def _visits_at_once(port: int, page: Sight, secret: str) -> list[float]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        going = [pool.submit(_visits, port, page, secret, VISITS // AT_ONCE) for _ in range(AT_ONCE)]
        return [milliseconds for one in going for milliseconds in one.result()]


def _visit(connection: HTTPConnection, path: str, secret: str) -> float:
    started = time.perf_counter()
    connection.request("GET", path, headers={"Cookie": f"mentor-session={secret}"})
    response = connection.getresponse()
    body = response.read()
    passed = (time.perf_counter() - started) * 1e3
    if response.status != 200 or b"</html>" not in body:
        raise RuntimeError(f"{path} answered {response.status}")
    return passed
