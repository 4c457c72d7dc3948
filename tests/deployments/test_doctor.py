"""The doctor names every broken part with what to do about it, and never breaks down itself."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from deployments import doctor
from deployments.doctor import Finding, examine
from deployments.local_mail import LocalMailServer, maildir_of
from deployments.openssl_mail import openssl
from deployments.sample_home import SUPPLIER
from models.master_keys import MasterKeys
from tests.casework.single_sign_on.municipality import municipality
from tests.house import MORNING, House

pytestmark = pytest.mark.slow

YEAR = timedelta(days=365)
MAIL_AWAY = "Udgående mail"


def wrong() -> dict[str, str]:
    """What is not in order, but for the mail server, which does not run in these tests."""
    return {one.what: one.found for one in examine() if not one.ok and one.what != MAIL_AWAY}


def test_with_everything_running_all_is_in_order(house: House) -> None:
    with house.mail_server():
        findings = examine()
    assert [finding for finding in findings if not finding.ok] == []
    assert [finding.what for finding in findings] == [
        "Python",
        "Diskplads",
        "Database",
        "Kæden",
        "Programmer",
        "Medarbejdere",
        "Partnere",
        "Underretninger",
        "Spærrelister",
        "Egen nøgle",
        "Indgående mail",
        "Udgående mail",
        "Login hos kommuner",
    ]


def test_without_a_mail_server_it_says_how_to_start_one(house: House) -> None:
    (missing,) = (finding for finding in examine() if not finding.ok)
    assert missing.what == MAIL_AWAY
    assert "mentor up" in missing.found


def test_a_mail_server_with_a_certificate_nobody_vouches_for_is_found_out(house: House) -> None:
    key, certificate = house.home / "fremmed.key.pem", house.home / "fremmed.cert.pem"
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-noenc", "-keyout", key, "-out", certificate, *names)
    with house.office() as office:
        port = office.settings.mail_out.port
    with LocalMailServer(house.place.maildirs, certificate, key, port):
        (found,) = (finding for finding in examine() if not finding.ok)
    assert "certifikatet kan ikke godkendes" in found.found
    assert "ca_file" in found.found


def _changed(house: House, file: str, old: str, new: str) -> None:
    path = house.home / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new), encoding="utf-8")


def _tampered(house: House) -> None:
    house.matched()
    with house.office() as office, office.database.casebook.connection() as connection:
        connection.execute(text("UPDATE event SET actor = 'mentor:bo' WHERE seq = 2"))
        connection.commit()


def _partners_certificate(house: House, start: timedelta, end: timedelta) -> None:
    house.certify("jobcenter-a-kort", start=MORNING - start, end=MORNING + end)


def _no_revocation_lists(house: House) -> None:
    shutil.rmtree(house.home / "crls")


PARTS: dict[str, tuple[Callable[[House], object], str, str]] = {
    "a changed event": (_tampered, "Kæden", "mentor audit verify"),
    "a programme that is not installed": (
        lambda house: _changed(house, "mentor.toml", 'programme = "viborg"', 'programme = "ukendt"'),
        "Programmer",
        "vælg et program, der er installeret",
    ),
    "a coordinator who is not on the staff": (
        lambda house: _changed(house, "mentor.toml", 'coordinator = "kirsten"', 'coordinator = "ukendt"'),
        "Medarbejdere",
        "staff.toml",
    ),
    "no staff": (lambda house: (house.home / "staff.toml").unlink(), "Medarbejdere", "mentor init"),
    "no partners": (lambda house: (house.home / "partners.toml").unlink(), "Partnere", "mentor init"),
    "a partner of a municipality that is not configured": (
        lambda house: _changed(house, "partners.toml", "kommune-a", "kommune-b"),
        "Partnere",
        "tilføj kommunen",
    ),
    "a partner whose certificate has expired": (
        lambda house: _partners_certificate(house, 2 * YEAR, -timedelta(days=1)),
        "Partnere",
        "Jobcenter A",
    ),
    "a partner whose certificate expires within a month": (
        lambda house: _partners_certificate(house, YEAR, timedelta(days=20)),
        "Partnere",
        "udløber inden for 30 dage",
    ),
    "no revocation lists to look ahead with": (_no_revocation_lists, "Spærrelister", "mentor crl refresh"),
    "no revocation lists": (_no_revocation_lists, "Partnere", "spærre"),
    "no key of our own": (
        lambda house: shutil.rmtree(house.home / "keys"),
        "Egen nøgle",
        "Læg nøgle og certifikat i keys/",
    ),
    "a mailbox that is not there": (
        lambda house: shutil.rmtree(maildir_of(house.place.maildirs, SUPPLIER)),
        "Indgående mail",
        "kan ikke læses",
    ),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_broken_part_is_named_with_its_cure(house: House, part: str) -> None:
    broken, what, cure = PARTS[part]
    broken(house)
    assert cure in wrong().get(what, "nothing was found")


WHOLE: dict[str, tuple[Callable[[House], object], str]] = {
    "no settings": (lambda house: (house.home / "mentor.toml").unlink(), "mentor init"),
    "settings that are no TOML": (lambda house: (house.home / "mentor.toml").write_text("x"), "TOML"),
    "no master key": (lambda house: house.place.master_key_file.unlink(), "kan ikke læses"),
    "a master key others can read": (lambda house: house.place.master_key_file.chmod(0o644), "chmod 600"),
    "another master key": (lambda house: _another_master_key(house.place.master_key_file), "nøglefil"),
    "no database": (lambda house: (house.home / "mentor.db").unlink(), "findes ikke"),
    "a database that is none": (
        lambda house: (house.home / "mentor.db").write_bytes(b"x" * 9000),
        "beskadiget",
    ),
}


@pytest.mark.parametrize("part", WHOLE)
def test_a_home_that_cannot_be_opened_is_one_finding_with_its_cure(house: House, part: str) -> None:
    broken, cure = WHOLE[part]
    broken(house)
    findings = examine()
    assert [finding.what for finding in findings] == ["Python", "Diskplads", "Installation"]
    assert not findings[-1].ok
    assert cure in findings[-1].found


def test_a_key_of_our_own_that_expires_within_a_month_is_named(house: House) -> None:
    with house.office() as office:
        mine = office.keys().signing_key(office.now)
    assert mine is not None
    house.set_clock(mine.certificate.not_valid_after_utc - timedelta(days=10))
    assert "udløber inden for 30 dage" in wrong()["Egen nøgle"]


def test_a_disk_that_is_nearly_full_is_named(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 10**18)
    assert "Ryd op" in wrong()["Diskplads"]


def test_a_part_that_cannot_be_looked_at_is_a_finding(house: House) -> None:
    def broken(_: object) -> str:
        raise PermissionError(13, "Permission denied")

    with house.office() as office:
        assert doctor._finding("Del", broken, office) == Finding(
            "Del", ok=False, found="Kan ikke undersøges (Permission denied). Kontrollér filer og rettigheder."
        )


def test_it_works_where_there_is_no_home_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(tmp_path / "findes" / "ikke"))
    assert [finding.ok for finding in examine()] == [True, True, False]


def _another_master_key(file: Path) -> None:
    file.unlink()
    MasterKeys.create(file)


@pytest.mark.requirement("outside.child_welfare")
def test_a_municipality_without_an_address_for_reports_about_children_is_named(house: House) -> None:
    partners = house.home / "partners.toml"
    partners.write_text(partners.read_text(encoding="utf-8").split("[[child")[0], encoding="utf-8")
    assert "der må ringes" in wrong()["Underretninger"]


SIGN_IN = "Login hos kommuner"
TABLE = """
[portal.oidc.kommune-a]
issuer = "{issuer}"
client_id = "mentorforloeb"
client_secret_file = "{secret}"
controller = "kommune-a"
acr_values = ["https://level.example/substantial"]
button = "Log ind hos Kommune A"
"""


def test_a_municipalitys_sign_in_that_cannot_be_used_is_found_before_anybody_needs_it(house: House) -> None:
    secret = house.home.parent / "oidc"
    settings = house.home / "mentor.toml"
    with municipality() as running, settings.open("a", encoding="utf-8") as file:
        file.write(TABLE.format(issuer=running.issuer, secret=secret))
        file.flush()
        assert "oidc" in wrong()[SIGN_IN]
        secret.write_text("hemmeligt", encoding="utf-8")
        assert SIGN_IN not in wrong()
        running.discovery["id_token_signing_alg_values_supported"] = ["none", "HS256"]
        assert "underskriver ikke" in wrong()[SIGN_IN]
    assert "[portal.oidc.kommune-a]: 127.0.0.1 kan ikke nås" in wrong()[SIGN_IN]
