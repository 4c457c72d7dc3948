"""A whole house at work: everybody on the portal's pages for five minutes, with the round and the delivery
beside them, at ten thousand courses. What it measured is printed; its bounds stand in the README.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import urlencode

import pytest

from adapters.clock import Clock
from benchmarks.foresight import NOW
from benchmarks.pages import must_answer
from benchmarks.places import SQLITE, Ground
from benchmarks.town import large_town
from casework.access.accounts import account_of
from casework.office import Office
from casework.signing_in.sessions import open_session
from deployments.local_mail import LocalMailServer
from deployments.sample_home import CONTROLLER, SampleHome
from domain import commands as c
from tests.factories import KIRSTEN

pytestmark = pytest.mark.soak
COURSES = 10_000
MENTORS, COORDINATORS, CASEWORKERS = 24, 4, 60
SECONDS = float(os.environ.get("PORTAL_LOAD_SECONDS", "300"))
P95_MS = 150.0
THINKING = (1.0, 5.0)
"""How long somebody reads before the next click, in seconds."""
WRITING = 0.15
"""How often a mentor's click is a note that she writes."""
ROUND_EVERY = 20.0


@dataclass
class Person:
    """Somebody at work: her session, and what she clicks."""

    secret: str
    clicks: tuple[str, ...]
    course: str = ""
    spent: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    notes: int = 0

    def works(self, port: int, until: float, chance: random.Random) -> None:
        """Click, read, click, until the time is over; a server lets go of a line while one reads."""
        while time.monotonic() < until:
            time.sleep(chance.uniform(*THINKING))
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            if self.course and chance.random() < WRITING:
                self._note(connection)
            else:
                self._click(connection, chance.choice(self.clicks))
            connection.close()

    def _click(self, connection: HTTPConnection, path: str) -> str:
        return self._ask(connection, "GET", path, 200)

    def _note(self, connection: HTTPConnection) -> None:
        """A telephone call of a minute, each at a time of its own."""
        path = f"/forloeb/{self.course}/gor/QuickNote"
        page = self._click(connection, path)
        hidden = {name: _value(page, name) for name in ("csrf", "seen")}
        began = (NOW - timedelta(days=1, minutes=5 * self.notes)).strftime("%Y-%m-%dT%H:%M")
        body = urlencode(hidden | {"minutes": "1", "note": "Et kort opkald.", "began_at": began})
        self._ask(connection, "POST", path, 303, body)
        self.notes += 1

    def _ask(
        self, connection: HTTPConnection, method: str, path: str, expected: int, body: str | None = None
    ) -> str:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        started = time.perf_counter()
        connection.request(method, path, body, {"Cookie": f"mentor-session={self.secret}", **form})
        answer = connection.getresponse()
        text = answer.read().decode()
        self.spent.append((time.perf_counter() - started) * 1e3)
        if answer.status != expected:
            self.faults.append(f"{method} {path}: {answer.status}")
        return text


def _value(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_a_whole_house_works_at_once(tmp_path: Path) -> None:
    with large_town(Ground(SQLITE, tmp_path), COURSES) as office, _working(office) as port:
        people = _people(office)
        _all_work(people, port)
        spent = sorted(one for person in people for one in person.spent)
        p95 = quantiles(spent, n=20)[-1]
        notes = sum(person.notes for person in people)
        print(
            f"{len(spent)} pages by {len(people)} people in {SECONDS:.0f} s, {notes} notes written: "
            f"p50 {median(spent):.0f} ms, p95 {p95:.0f} ms, slowest {spent[-1]:.0f} ms"
        )
    assert [fault for person in people for fault in person.faults] == []
    assert p95 < P95_MS


def _all_work(people: list[Person], port: int) -> None:
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(len(people)) as house:
        working = [house.submit(one.works, port, until, random.Random(n)) for n, one in enumerate(people)]
        for one in working:
            one.result()


def _people(office: Office) -> list[Person]:
    own = [f"M-2026-{number + 1:04}" for number in range(MENTORS)]
    for number, ref in enumerate(own):
        change = c.ReassignMentor(mentor=f"m{number}", cover="", handover="Fra Amira.")
        office.casebook.handle(ref, change, KIRSTEN, office.now)
    mentors = [_person(office, f"mentor:m{n}", ref, "/kalender/maaned") for n, ref in enumerate(own)]
    coordinators = [_person(office, f"coordinator:k{n}", "", "/hold", "/post") for n in range(COORDINATORS)]
    for number in range(CASEWORKERS):
        office.deciders.add(
            controller=CONTROLLER,
            role="caseworker",
            unit="Jobcenter Viborg, Team Afklaring",
            name=f"Sagsbehandler {number}",
            email=f"s{number}@jobcenter.example",
            now=office.now,
        )
    caseworkers = [_person(office, f"caseworker:{one.ref}") for one in office.deciders.all()[-CASEWORKERS:]]
    for person in (*coordinators, *caseworkers):
        person.clicks = (*person.clicks, *(f"/forloeb/{ref}" for ref in own))
    return [*mentors, *coordinators, *caseworkers]


def _person(office: Office, key: str, course: str = "", *more: str) -> Person:
    account = account_of(office, key)
    assert account is not None, key
    own = (f"/forloeb/{course}", f"/forloeb/{course}/historik") if course else ()
    return Person(
        open_session(office, account, level="totp"), ("/min-dag", "/forloeb", "/hjaelp", *own, *more), course
    )


@contextmanager
def _working(office: Office) -> Iterator[int]:
    """The portal, the delivery and the round as processes of their own; a mail server takes the letters."""
    home, mail_port = office.settings.home, office.settings.mail_out.port
    with ExitStack() as leaving:
        place = SampleHome(home, home.parent / "secrets")
        certificate, key = home / "mail-server.cert.pem", home / "mail-server.key.pem"
        leaving.enter_context(LocalMailServer(place.maildirs, certificate, key, mail_port))
        portal = _started(leaving, "deployments.portal_server")
        _started(leaving, "deployments.cli", "deliver", "--watch")
        must_answer(portal, office.settings.portal_port)
        leaving.enter_context(_rounds(office))
        yield office.settings.portal_port


def _started(leaving: ExitStack, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-m", module, *arguments], env=os.environ)
    leaving.callback(process.wait)
    leaving.callback(process.terminate)
    return process


@contextmanager
def _rounds(office: Office) -> Iterator[None]:
    """Every so often the clock goes on by a minute and the round is gone, as Prefect would have it."""
    clock, going = Clock(office.settings.home), [True]

    def turn() -> None:
        minutes = 0
        while going[0]:
            minutes += 1
            clock.set(NOW + timedelta(minutes=minutes))
            subprocess.run([sys.executable, "-m", "deployments.cli", "round"], check=True, env=os.environ)
            _wait(ROUND_EVERY, lambda: going[0])

    with ThreadPoolExecutor(1) as standing:
        done = standing.submit(turn)
        try:
            yield
        finally:
            going[0] = False
        done.result()


def _wait(seconds: float, going: Callable[[], bool]) -> None:
    until = time.monotonic() + seconds
    while going() and time.monotonic() < until:
        time.sleep(0.2)
