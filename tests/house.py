"""A house to work in: a copy of one sample installation, its clock, and the jobcentre that writes to it.

The installation is made once for all tests, because its certificates take a second; each test has a copy of
its own, with its own master key. The certificates' authority is shared: nothing in it may be changed.
"""

from __future__ import annotations

import mailbox
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adapters.clock import Clock
from casework.arriving.later_mail import MAILROOM
from casework.office import Office, open_office
from deployments.local_mail import LocalMailServer, maildir_of
from deployments.openssl_mail import openssl_open, openssl_protect
from deployments.sample_home import CONTROLLER, JOBCENTRE, SUPPLIER, SampleHome, create, free_ports
from deployments.test_authority import TestAuthority
from domain.commands import RegisterReferral
from domain.referral import Referral
from domain.values import Actor, Role
from tests.adapters.referral_reading.mails import BODY, CONSENT, CPR, GRANT, JOB_PLAN
from tests.factories import REFERRAL, Step, accept, at, match, register
from tests.models.desk import Desk

MORNING = at("2026-03-02 09:10")
"""A Monday, in office hours."""
EVENING = at("2026-03-02 21:30")
KIRSTEN = Actor(Role.COORDINATOR, "kirsten")
PAPERS = {"bevilling.txt": GRANT, "jobplan.txt": JOB_PLAN, "samtykke.txt": CONSENT}
OTHER_CPR = "0202505678"


@dataclass
class House:
    """One installation under test."""

    place: SampleHome
    made: SampleHome

    @property
    def home(self) -> Path:
        return self.place.home

    @contextmanager
    def office(self, at: datetime | None = None) -> Iterator[Office]:
        """The office, opened anew; `at` sets the clock of the house first."""
        if at is not None:
            self.set_clock(at)
        with open_office() as office:
            yield office

    def set_clock(self, instant: datetime) -> None:
        Clock(self.home).set(instant)

    @contextmanager
    def mail_server(self) -> Iterator[LocalMailServer]:
        """The local mail server, on the port the house is configured for."""
        with open_office() as office:
            port = office.settings.mail_out.port
        certificate, key = self.home / "mail-server.cert.pem", self.home / "mail-server.key.pem"
        with LocalMailServer(self.place.maildirs, certificate, key, port) as server:
            yield server

    def arrives(self, raw: bytes) -> None:
        """A mail lies in our mailbox."""
        mailbox.Maildir(maildir_of(self.place.maildirs, SUPPLIER)).add(raw)

    def inbox(self, address: str) -> list[bytes]:
        """What was delivered to an address, byte for byte, oldest first."""
        folder = maildir_of(self.place.maildirs, address) / "new"
        files = sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime_ns)
        return [file.read_bytes() for file in files]

    def opened_by_jobcentre(self, raw: bytes, certificate: str = "jobcenter-a") -> str:
        """What the jobcentre reads in a mail of ours, opened and verified by `openssl`."""
        folder = self.made.authority
        trust = self.home.parent / "trust.pem"
        trust.write_bytes(
            b"".join((folder / n / "ca.cert.pem").read_bytes() for n in ("root", "intermediate"))
        )
        own = folder / f"{certificate}.key.pem", folder / f"{certificate}.cert.pem"
        return openssl_open(raw, *own, trust).decode()

    def protected(self, mail: bytes) -> bytes:
        """A mail as the jobcentre signs and encrypts it."""
        folder = self.made.authority
        return openssl_protect(
            mail,
            folder / "jobcenter-a.key.pem",
            folder / "jobcenter-a.cert.pem",
            self.home / "keys" / "leverandoer.cert.pem",
            chain=folder / "intermediate" / "ca.cert.pem",
        )

    def referral(
        self, body: str = BODY, papers: Sequence[str] = tuple(PAPERS), number: int = 1, **texts: str
    ) -> bytes:
        """A referral from the jobcentre with those papers; `texts` replace a paper's text, by its stem."""
        written = {f"{stem}.txt": text for stem, text in texts.items()}
        contents = {name: written.get(name, PAPERS[name]) for name in papers}
        return self.protected(plain_mail(body, contents, number))

    @staticmethod
    def registration(given: Referral = REFERRAL) -> RegisterReferral:
        """The sample jobcentre's referral as the mail room registers it."""
        return register(given, controller=CONTROLLER, partner="Jobcenter A")

    def course(self, *steps: Step, starts: datetime = MORNING) -> str:
        """A course of the sample jobcentre, played through those steps; the clock follows."""
        with self.office(starts) as office:
            desk = Desk(office.casebook, now=starts)
            desk.play([self.registration(), *steps])
        self.set_clock(desk.now)
        return desk.ref

    def course_without_parts(self, starts: datetime = MORNING) -> str:
        """A course whose referral came without job plan and consent."""
        with self.office(starts) as office:
            given = self.registration(replace(REFERRAL, job_plan=None, consent=None))
            return office.casebook.register(given, MAILROOM, office.now).course.ref

    def matched(self, starts: datetime = MORNING) -> str:
        """A course with Kirsten as coordinator and Amira as mentor."""
        return self.course(accept(), match(), starts=starts)

    def certify(self, file: str, *, start: datetime, end: datetime, **differently: Any) -> None:
        """The jobcentre has a new certificate with a key of its own, called `file`, for that period.

        `differently` goes to `TestAuthority.organisation`: another kind of key, another usage.
        """
        assert file != "jobcenter-a", "that key belongs to every house"
        authority = TestAuthority(self.made.authority, start, end)
        given: dict[str, Any] = {"name": "Jobcenter A", "cvr": "11111111", "email": JOBCENTRE} | differently
        _, certificate = authority.organisation(**given, file=file)
        shutil.copy(certificate, self.certificate_file)

    @property
    def certificate_file(self) -> Path:
        """Where the jobcentre's certificate lies, the only one we may encrypt to."""
        return self.home / "partners" / "jobcenter-a.pem"


def plain_mail(body: str, papers: dict[str, str], number: int = 1, sent: datetime = MORNING) -> bytes:
    """A mail from the jobcentre before it is protected."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = JOBCENTRE, SUPPLIER, "Henvisning til mentor"
    message["Date"], message["Message-ID"] = sent, f"<henvisning-{number}@kommune.example>"
    message.set_content(body)
    for name, text in papers.items():
        message.add_attachment(text, filename=name)
    return message.as_bytes()


def about(cpr: str, text: str) -> str:
    """The same paper about another citizen."""
    day, serial = CPR[:6], CPR[6:]
    text = text.replace(f"{day} {serial}", f"{cpr[:6]} {cpr[6:]}")
    return text.replace(f"{day}-{serial}", f"{cpr[:6]}-{cpr[6:]}")


@cache
def _made_once(root: Path) -> SampleHome:
    place = SampleHome(root / "home", root / "secrets")
    create(place, MORNING, demo=True, ports=free_ports())
    return place


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> SampleHome:
    """The installation that the houses are copies of."""
    return _made_once(tmp_path_factory.getbasetemp() / "the-sample")


@pytest.fixture
def house(made: SampleHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house of the test's own; MENTOR_HOME points to it, and its clock shows a Monday morning."""
    place = SampleHome(tmp_path / "home", tmp_path / "secrets")
    shutil.copytree(made.home, place.home)
    place.secrets.mkdir()
    shutil.copy(made.master_key_file, place.master_key_file)
    settings = place.home / "mentor.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace(str(made.secrets), str(place.secrets)), encoding="utf-8")
    monkeypatch.setenv("MENTOR_HOME", str(place.home))
    house = House(place, made)
    house.set_clock(MORNING)
    return house


def later(instant: datetime, **by: float) -> datetime:
    """An instant some time after another."""
    return instant + timedelta(**by)
