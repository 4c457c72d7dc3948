"""A real Prefect server for the session, and for each test a home of its own with a real mail server."""

from __future__ import annotations

import gc
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactCollectionFilter,
    ArtifactCollectionFilterKey,
    FlowRunFilter,
)
from prefect.client.schemas.objects import FlowRun

from casework.office import Office, open_office
from deployments.local_mail import LocalMailServer
from deployments.prefect_connection import connected
from deployments.prefect_server import PrefectPlace, free_port, prefect_server
from deployments.sample_home import CONTROLLER, SUPPLIER, SampleHome, create, free_ports
from domain.referral import Citizen
from tests.factories import CITIZEN, REFERRAL, START, Step, accept, beginning, match, register
from tests.models.desk import Desk

ON_PREFECT = [
    pytest.mark.slow,
    pytest.mark.asyncio(loop_scope="session"),
    # Prefect's client for sending a form leaves its socket to the garbage collector.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


@dataclass
class House:
    """An installation under test: its folder, its office, its mail server."""

    place: SampleHome
    office: Office
    mail: LocalMailServer | None = None
    opened_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def home(self) -> Path:
        return self.place.home

    def open_mail(self) -> LocalMailServer:
        """Let the mail server answer on the port that the settings name."""
        certificate, key = self.home / "mail-server.cert.pem", self.home / "mail-server.key.pem"
        port = self.office.settings.mail_out.port
        self.mail = LocalMailServer(self.place.maildirs, certificate, key, port).start()
        return self.mail

    def receive(self, raw: bytes) -> None:
        """A mail arrives in the mailbox that the intake looks into."""
        assert self.mail is not None
        self.mail.deliver(SUPPLIER, raw)

    def close_mail(self) -> None:
        """Let it be away."""
        if self.mail is not None:
            self.mail.stop()
        self.mail = None

    async def runs(self, ref: str | None = None) -> list[FlowRun]:
        """What a coordinator sees of this test, oldest first; with a reference only that course's runs."""
        wanted: dict[str, object] = {"start_time": {"after_": self.opened_at}}
        if ref:
            wanted["tags"] = {"all_": [f"course:{ref}"]}
        async with get_client() as client:
            found = await client.read_flow_runs(
                flow_run_filter=FlowRunFilter.model_validate(wanted), limit=200
            )
        return sorted(found, key=lambda run: (run.start_time or self.opened_at, run.id))

    def at(self, instant: datetime) -> None:
        """Set the clock of the home."""
        self.office.clock.set(instant)

    def course(self, *steps: Step, citizen: Citizen = CITIZEN) -> str:
        """A course of the sample jobcentre, played through those steps; the clock follows."""
        given = replace(REFERRAL, citizen=citizen)
        desk = Desk(self.office.casebook, now=START)
        desk.play([register(given, controller=CONTROLLER, partner="Jobcenter A"), *steps])
        self.at(desk.now)
        return desk.ref

    def matched(self) -> str:
        """A course whose mentor has three working days for the first contact."""
        return self.course(accept(), match())

    def active(self) -> str:
        """A course with mentor, agreement and goals."""
        _, *after_registration = beginning()
        return self.course(*after_registration)

    def until(self, ref: str, instant: datetime) -> None:
        """Let time pass for a course, with everything that falls due on the way."""
        Desk(self.office.casebook, now=self.office.now, ref=ref).play([instant])
        self.at(instant)


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectPlace]:
    """A Prefect server that this process's flows report to."""
    place = PrefectPlace(tmp_path_factory.mktemp("prefect"), free_port())
    with prefect_server(place), connected(place):
        yield place


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> SampleHome:
    """An installation that is copied for each test: making its certificates takes a second."""
    root = tmp_path_factory.mktemp("sample")
    place = SampleHome(root / "home", root / "secrets")
    create(place, START, demo=True, ports=free_ports())
    return place


@pytest.fixture
def house(
    sample: SampleHome, prefect: PrefectPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """A fresh installation at the first instant of the factory's stories, with its mail server running."""
    place = SampleHome(tmp_path / "home", sample.secrets)
    shutil.copytree(sample.home, place.home)
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    with open_office() as office:
        house = House(place, office)
        house.open_mail()
        house.at(START)
        yield house
        house.close_mail()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


async def artifact(key: str) -> str:
    """The latest artifact under a key, as text."""
    wanted = ArtifactCollectionFilter(key=ArtifactCollectionFilterKey(any_=[key]))
    async with get_client() as client:
        (latest,) = await client.read_latest_artifacts(artifact_filter=wanted)
    return str(latest.data)
