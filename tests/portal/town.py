"""A town to visit: one installation with two municipalities, their people, and a course in each situation.

It is made once for all tests; each test has a copy of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from httpx2 import Response
from starlette.types import ASGIApp

from adapters.clock import Clock
from casework.access.accounts import account_of
from casework.office import Office, open_office
from casework.signing_in.sessions import open_session
from deployments.sample_home import SampleHome, create, free_ports
from domain import commands as c
from domain.referral import Referral
from portal.app import create_app
from tests.factories import Step, accept, at, beginning, match, referral, register
from tests.models.desk import Desk
from tests.portal.in_process import Client

ADDRESS = "http://127.0.0.1:8600"
SESSION_COOKIE = "mentor-session"
NOON = at("2026-03-20 12:00")
"""A Friday: what the town's clock shows."""
HERE, ELSEWHERE = "kommune-a", "kommune-b"
SECOND_PARTNER = """
[[partner]]
name = "Jobcenter B"
controller = "kommune-b"
address = "jobcenter@b-kommune.example"
notice_address = "jobcenter@b-kommune.example"
cvr = "33333333"
certificates = ["jobcenter-a.pem"]
"""
SECOND_CONTROLLER = """
[controllers.kommune-b]
programme = "viborg"
coordinator = "kirsten"
"""
UNIT = "Jobcenter Viborg, Team Afklaring"
JONAS = "jonas.kjaer@jobcenter.example"
PEOPLE = (
    # reference, controller, role, unit, name, e-mail
    ("D-0001", HERE, "caseworker", UNIT, "Jonas Kjær", JONAS),
    ("D-0002", HERE, "job_consultant", UNIT, "Mette Skovgaard", "mette@jobcenter.example"),
    ("D-0003", HERE, "caseworker", "Ungeteamet", "Liv Bach", "liv@jobcenter.example"),
    ("D-0004", ELSEWHERE, "caseworker", UNIT, "Per Friis", "per@b-kommune.example"),
    ("D-0005", HERE, "manager", UNIT, "Rikke Dahl", "rikke@jobcenter.example"),
)
ACCOUNTS = (
    "coordinator:kirsten",
    "mentor:amira",
    "mentor:bo",
    "manager:soren",
    "operator:jens",
    "auditor:ulla",
    *(f"{'head' if role == 'manager' else role}:{ref}" for ref, _, role, *_ in PEOPLE),
)


@dataclass(frozen=True)
class Town:
    """The town under test, and its courses by what is special about them."""

    place: SampleHome
    received: str = ""
    incomplete: str = ""
    matched: str = ""
    active: str = ""
    with_bo: str = ""
    protected: str = ""
    elsewhere: str = ""
    cancelled: str = ""

    @property
    def home(self) -> Path:
        return self.place.home

    @property
    def courses(self) -> dict[str, str]:
        """The references, by what is special about each course."""
        return {name: value for name, value in vars(self).items() if isinstance(value, str)}

    def set_clock(self, instant: datetime) -> None:
        Clock(self.home).set(instant)

    @contextmanager
    def office(self) -> Iterator[Office]:
        with open_office() as office:
            yield office


class Visitor(Client):
    """A browser without a screen, signed in as one account."""

    def send_form(self, path: str, *, page: str = "", **fields: Any) -> Response:
        """Post a form as the page at `page` (or `path`) holds it: with that page's own secret field."""
        return self.post(path, data={"csrf": self.csrf(page or path), **fields})

    def csrf(self, path: str) -> str:
        """The secret field of the first form of a page."""
        _, _, rest = self.get(path).text.partition('name="csrf" value="')
        return rest.partition('"')[0]


@dataclass(frozen=True)
class Portal:
    """The application over the town's opened home."""

    town: Town
    office: Office
    app: ASGIApp
    loop: BlockingPortal | None = None
    """Where the application works, as in its server; without one each request has a loop of its own."""

    def visitor(self, key: str = "") -> Visitor:
        """A browser in which that account is signed in; without one, a stranger's."""
        client = Visitor(self.app, self.loop, ADDRESS)
        if key:
            client.cookies.set(SESSION_COOKIE, self.session(key))
        return client

    def session(self, key: str) -> str:
        """The secret of a new session of that account."""
        account = account_of(self.office, key)
        assert account is not None, key
        return open_session(self.office, account, level="totp")


def other_cpr(number: int) -> str:
    """The CPR number of a citizen who will be born on 1 January 2050 or soon after."""
    return f"{number:02}01505678"


def citizen(number: int, name: str, **changes: object) -> Referral:
    """A referral of somebody of that name."""
    return referral({"cpr": other_cpr(number), "name": name}, **changes)


def hidden(number: int, name: str) -> Referral:
    """A citizen whose name and address are protected."""
    return referral({"cpr": other_cpr(number), "name": name, "protected": True})


def build(place: SampleHome) -> Town:
    """Make the installation with its people and courses."""
    create(place, at("2026-02-25 09:00"), demo=True, ports=free_ports())
    with (place.home / "partners.toml").open("a", encoding="utf-8") as file:
        file.write(SECOND_PARTNER)
    with (place.home / "mentor.toml").open("a", encoding="utf-8") as file:
        file.write(SECOND_CONTROLLER)
    with open_office() as office:
        for _, controller, role, unit, name, email in PEOPLE:
            person = {"role": role, "unit": unit, "name": name, "email": email}
            office.deciders.add(controller=controller, now=at("2026-02-25 09:00"), **person)
        courses = {name: _played(office, *story) for name, story in _stories().items()}
    Clock(place.home).set(NOON)
    return Town(place, **courses)


def _played(office: Office, controller: str, given: Referral, *steps: Step) -> str:
    desk = Desk(office.casebook, now=at("2026-02-25 10:00"))
    partner = "Jobcenter A" if controller == HERE else "Jobcenter B"
    desk.play([register(given, controller=controller, partner=partner), *steps])
    return desk.ref


def _stories() -> dict[str, tuple[object, ...]]:
    begun = beginning()[1:]
    return {
        "received": (HERE, citizen(2, "Anna Lund")),
        "incomplete": (HERE, citizen(3, "Brian Holt", job_plan=None, consent=None)),
        "matched": (HERE, citizen(4, "Clara Vang"), at("2026-03-18 10:00"), accept(), match()),
        "active": (HERE, citizen(5, "Maja Nørgaard"), *begun),
        "with_bo": (HERE, citizen(6, "Dina Friis"), at("2026-03-18 10:00"), accept(), match("bo", "amira")),
        "protected": (HERE, hidden(7, "Eva Skov"), at("2026-03-18 10:00"), accept(), match()),
        "elsewhere": (ELSEWHERE, citizen(8, "Freja Dam"), at("2026-03-18 10:00"), accept(), match("bo", "")),
        "cancelled": (HERE, citizen(9, "Gry Toft"), accept(), c.Cancel(cause="moved", reason="Flyttet.")),
    }


@cache
def _made_once(root: Path) -> Town:
    with pytest.MonkeyPatch.context() as patch:
        place = SampleHome(root / "home", root / "secrets")
        patch.setenv("MENTOR_HOME", str(place.home))
        return build(place)


@pytest.fixture(scope="session")
def made_town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """The town that the others are copies of."""
    return _made_once(tmp_path_factory.getbasetemp() / "the-town")


@pytest.fixture
def town(made_town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town of the test's own; MENTOR_HOME points to it, and it is Friday noon."""
    place = SampleHome(tmp_path / "home", tmp_path / "secrets")
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    return copied(made_town, place)


def copied(made: Town, place: SampleHome) -> Town:
    """A copy of a town in another place, with its own master key."""
    shutil.copytree(made.home, place.home)
    place.secrets.mkdir()
    shutil.copy(made.place.master_key_file, place.master_key_file)
    settings = place.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(str(made.place.secrets), str(place.secrets)), encoding="utf-8")
    return replace(made, place=place)


@pytest.fixture
def portal(town: Town) -> Iterator[Portal]:
    """The portal of the town, as an application without a server."""
    with town.office() as office, start_blocking_portal() as loop:
        yield Portal(town, office, create_app(office), loop)


@pytest.fixture
def visitor(portal: Portal) -> Callable[[str], Visitor]:
    """`visitor("mentor:amira")` is a browser in which she is signed in; `visitor("")` is a stranger's."""
    return portal.visitor
