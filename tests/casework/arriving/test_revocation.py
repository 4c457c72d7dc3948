"""Lists are fetched from where certificates and settings say; what goes wrong is told and nothing is lost."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import Encoding

from casework.arriving.fates import MailFate
from casework.arriving.intake import fetch_mails, settle_all
from casework.arriving.rejudging import judge_waiting_mails, mails_to_judge_again
from casework.arriving.revocation import RefreshResult, ageing_lists, refresh_lists, warn_from
from casework.assurance import assure
from casework.office import Office
from deployments.sample_home import JOBCENTRE
from deployments.test_authority import ORGANISATION_USAGE, TestAuthority
from domain.errors import InvalidInput, Refused, Unavailable
from tests.adapters.list_server import ListServer, list_server
from tests.adapters.mail.small_pki import Party, revocation_list
from tests.house import MORNING, House, later

pytestmark = pytest.mark.slow


HOUR = timedelta(hours=1)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[ListServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with list_server() as served:
        yield served


def configure(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setenv("MENTOR_REVOCATION__URLS", json.dumps(addresses))


def issuer(house: House, name: str = "intermediate") -> Party:
    """The sample authority itself, for lists that `openssl ca` would not write."""
    folder = house.made.authority / name
    key = serialization.load_pem_private_key((folder / "ca.key.pem").read_bytes(), None)
    return Party(key, x509.load_pem_x509_certificate((folder / "ca.cert.pem").read_bytes()))  # type: ignore[arg-type]


def jobcentre(house: House) -> Party:
    certificate = x509.load_pem_x509_certificate((house.home / "partners" / "jobcenter-a.pem").read_bytes())
    return Party(issuer(house).key, certificate)


def issued(house: House, start: datetime, end: datetime, *revoked: Party, by: str = "intermediate") -> bytes:
    return revocation_list(issuer(house, by), *revoked, start=start, end=end).public_bytes(Encoding.DER)


def refreshed(house: House) -> RefreshResult:
    with house.office() as office:
        return asyncio.run(refresh_lists(office))


def on_disk(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (house.home / "crls").glob("*")}


def received(house: House, office: Office) -> MailFate:
    house.arrives(house.referral())
    fetch_mails(office)
    ((fate,), _) = asyncio.run(settle_all(office))
    return fate


def test_a_home_that_names_no_place_has_nothing_to_fetch(house: House) -> None:
    assert refreshed(house) == RefreshResult(0, 0, ())


def test_mail_that_waited_for_a_list_becomes_a_course_when_the_list_has_come(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(house.home / "crls")
    with house.office() as office:
        waits = received(house, office)
    assert (waits.verdict, waits.reason) == ("quarantined", "revocation-missing")
    lists = (house.made.authority / by / "crl.pem" for by in ("root", "intermediate"))
    configure(monkeypatch, *(server.put(f"/{n}.crl", path.read_bytes()) for n, path in enumerate(lists)))
    assert refreshed(house) == RefreshResult(2, 0, ())
    assert refreshed(house) == RefreshResult(0, 2, ())
    with house.office() as office:
        ((fate,), left) = asyncio.run(judge_waiting_mails(office))
        assert (fate.mail_id, fate.course_ref, left) == (waits.mail_id, "M-2026-0001", [])
        assert mails_to_judge_again(office) == []


def test_mail_stays_in_quarantine_while_the_list_is_away_or_when_it_was_there_for_something_else(
    house: House,
) -> None:
    with house.office() as office:
        house.arrives(house.referral(bevilling="Bevilling uden oplysninger", number=2))
        fetch_mails(office)
        ((unreadable,), _) = asyncio.run(settle_all(office))
    assert unreadable.verdict == "quarantined"
    (house.home / "crls").rename(house.home / "andre")
    with house.office() as office:
        assert received(house, office).reason == "revocation-missing"
        assert mails_to_judge_again(office) == []
    (house.home / "andre").rename(house.home / "crls")
    with house.office() as office:
        (mail_id,) = mails_to_judge_again(office)
    assert mail_id != unreadable.mail_id


def test_mail_whose_certificate_turns_out_revoked_is_rejected_and_an_expired_one_is_left_to_people(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(house.home / "crls")
    with house.office() as office:
        waits = received(house, office)
    long_after = jobcentre(house).certificate.not_valid_after_utc + HOUR
    with house.office(long_after) as office:
        assert mails_to_judge_again(office) == []
    house.set_clock(MORNING)
    new = issued(house, MORNING - HOUR, MORNING + 24 * HOUR, jobcentre(house))
    configure(monkeypatch, server.put("/l.crl", new))
    assert refreshed(house).new == 1
    with house.office() as office:
        ((fate,), _) = asyncio.run(judge_waiting_mails(office))
    assert (fate.mail_id, fate.verdict, fate.reason) == (waits.mail_id, "rejected", "certificate-revoked")


def test_a_certificate_revoked_in_the_fetched_list_is_refused_from_then_on(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = issued(house, MORNING - HOUR, MORNING + 24 * HOUR, jobcentre(house))
    configure(monkeypatch, server.put("/l.crl", new))
    assert refreshed(house).new == 1
    with house.office() as office:
        assert received(house, office).reason == "certificate-revoked"


def test_the_partners_certificate_names_the_place_and_a_second_address_helps_out(
    house: House, server: ListServer
) -> None:
    good = server.put("/l.crl", issued(house, MORNING - HOUR, MORNING + 24 * HOUR))
    named = f"crlDistributionPoints = URI:{server.address('/away.crl')},URI:{good}\n"
    authority = TestAuthority(house.made.authority, MORNING - HOUR, MORNING + 9999 * HOUR)
    _, certificate = authority.organisation(
        "Jobcenter A", "11111111", JOBCENTRE, file="jobcenter-a-navngiver", usage=ORGANISATION_USAGE + named
    )
    shutil.copy(certificate, house.home / "partners" / "jobcenter-a.pem")
    assert refreshed(house) == RefreshResult(1, 0, ())
    assert [path for path, _ in server.asked] == ["/away.crl", "/l.crl"]
    server.put("/l.crl", issued(house, MORNING, MORNING + 24 * HOUR, by="root"))
    (problem,) = refreshed(house).problems
    assert "en anden udsteder" in problem.message


def test_one_place_that_fails_does_not_keep_the_others_back_and_old_lists_stay(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = on_disk(house)
    day = 24 * HOUR
    contents = {
        "/good.crl": issued(house, MORNING - HOUR, MORNING + day),
        "/old.crl": issued(house, MORNING - 999 * day, MORNING + day),
        "/future.crl": issued(house, MORNING + HOUR, MORNING + day),
        "/none.crl": b"<html>Velkommen</html>",
    }
    places = [server.put(path, content) for path, content in contents.items()]
    configure(monkeypatch, *places, server.address("/away.crl"))
    result = refreshed(house)
    assert (result.new, result.unchanged) == (1, 0)
    assert [type(problem) for problem in result.problems] == [Refused, Refused, Refused, Unavailable]
    after = on_disk(house)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1


def test_a_list_that_is_too_old_by_our_own_limit_is_told_of_and_quarantines(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTOR_REVOCATION__MAX_AGE_HOURS", "12")
    old = issued(house, MORNING - 13 * HOUR, MORNING + 99 * HOUR)
    configure(monkeypatch, server.put("/l.crl", old))
    (problem,) = refreshed(house).problems
    assert "for gammel" in problem.message
    with house.office() as office:
        assert received(house, office).reason == "revocation-stale"


def test_a_list_past_its_time_is_told_of_but_those_it_revokes_are_revoked(
    house: House, server: ListServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = issued(house, MORNING - 9 * HOUR, MORNING - HOUR, jobcentre(house))
    configure(monkeypatch, server.put("/l.crl", past))
    (problem,) = refreshed(house).problems
    assert "for gammel" in problem.message
    with house.office() as office:
        assert received(house, office).reason == "certificate-revoked"


def test_it_is_warned_in_the_last_quarter_but_at_most_two_days_ahead() -> None:
    day = timedelta(days=1)
    assert warn_from(MORNING, MORNING + day) == later(MORNING, hours=18)
    assert warn_from(MORNING, MORNING + 365 * day) == MORNING + 363 * day


def test_a_list_that_soon_ends_is_a_finding_of_the_daily_check(house: House) -> None:
    with house.office() as office:
        assert ageing_lists(office) == ()
    _alone(house, issued(house, MORNING - 20 * HOUR, MORNING + 4 * HOUR))
    with house.office() as office:
        expected = "jobcenter-a.pem: spærrelisten gælder kun til 2026-03-02 kl. 13.10"
        assert expected in ageing_lists(office)
        assert expected in assure(office).findings
    with house.office(MORNING + 5 * HOUR) as office:
        assert "jobcenter-a.pem: spærrelisten gjaldt til 2026-03-02 kl. 13.10" in ageing_lists(office)


def test_a_missing_list_and_a_broken_file_are_findings_too(house: House) -> None:
    shutil.rmtree(house.home / "crls")
    with house.office() as office:
        assert "jobcenter-a.pem: der er ingen spærreliste fra udstederen" in assure(office).findings
    _alone(house, b"")
    (house.home / "crls" / "x.pem").write_bytes(b"ingen liste")
    with house.office() as office:
        assert any("spærreliste" in finding for finding in assure(office).findings)
        with pytest.raises(InvalidInput):
            asyncio.run(refresh_lists(office))


def _alone(house: House, der: bytes) -> None:
    folder: Path = house.home / "crls"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if der:
        (folder / "egen.pem").write_bytes(x509.load_der_x509_crl(der).public_bytes(Encoding.PEM))
