"""A house whose jobcentre's certificate names a responder, and the authority behind both."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, settle_all
from casework.office import Office
from deployments.openssl_mail import openssl_protect
from deployments.sample_home import JOBCENTRE
from deployments.test_authority import ORGANISATION_USAGE, TestAuthority
from tests.adapters.ocsp_responder import OpensslAnswers, Responder, names_responder, responder
from tests.adapters.referral_reading.mails import BODY, CONSENT, GRANT, JOB_PLAN
from tests.house import House, about, plain_mail

PAPERS = {"bevilling.txt": GRANT, "jobplan.txt": JOB_PLAN, "samtykke.txt": CONSENT}


@dataclass
class Street:
    """A house, the jobcentre's own authority, and its responder.

    `openssl ocsp` goes by the wall clock, so `now` and the house do too.
    """

    house: House
    authority: TestAuthority
    responder: Responder
    now: datetime

    @property
    def signed_by_issuer(self) -> OpensslAnswers:
        issuer = self.authority.intermediate
        return OpensslAnswers(issuer, (issuer.folder / "ca.key.pem", issuer.certificate))

    def certify(self, extensions: str) -> None:
        usage = ORGANISATION_USAGE + extensions
        _, certificate = self.authority.organisation(
            "Jobcenter A", "11111111", JOBCENTRE, file="jobcenter", kind="ec:P-256", usage=usage
        )
        shutil.copy(certificate, self.house.home / "partners" / "jobcenter-a.pem")

    def mail(self, number: int = 1, cpr: str | None = None) -> bytes:
        papers = {name: about(cpr, text) if cpr else text for name, text in PAPERS.items()}
        plain = plain_mail(about(cpr, BODY) if cpr else BODY, papers, number, self.now)
        own = (self.authority.folder / f"jobcenter.{part}.pem" for part in ("key", "cert"))
        ours = self.house.home / "keys" / "leverandoer.cert.pem"
        return openssl_protect(plain, *own, ours, chain=self.authority.intermediate.certificate)

    def settled(self, office: Office, number: int = 1, cpr: str | None = None) -> MailFate:
        self.house.arrives(self.mail(number, cpr))
        fetch_mails(office)
        fates, _ = asyncio.run(settle_all(office))
        return fates[-1]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    """The authority that those of the tests are copies of: its keys take seconds to make."""
    return TestAuthority.create(tmp_path_factory.mktemp("ocsp") / "template", datetime.now(UTC))


def copied(template: TestAuthority, folder: Path) -> TestAuthority:
    shutil.copytree(template.folder, folder)
    for config in folder.glob("*/openssl.cnf"):
        config.write_text(config.read_text().replace(str(template.folder), str(folder)))
    return replace(template, folder=folder)


@pytest.fixture
def street(
    house: House, template: TestAuthority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Street]:
    """Everything is in order, and the responder answers with the issuer's own signature."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("MENTOR_REVOCATION__OCSP", "true")
    authority = copied(template, tmp_path / "authority")
    authority.install(house.home)
    now = datetime.now(UTC).replace(microsecond=0)
    house.set_clock(now)
    with responder() as served:
        street = Street(house, authority, served, now)
        street.certify(names_responder(served.address))
        served.answer = street.signed_by_issuer
        yield street
