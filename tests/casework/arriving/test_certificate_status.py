"""Where the installation wants it, the issuer is asked about a certificate before its mail is acted on."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.revocation_answers import Status
from casework.arriving import quarantine
from casework.arriving.certificate_status import STATUS_NAMES, with_status
from casework.arriving.intake import judge_stored
from casework.arriving.rejudging import judge_waiting_mails
from deployments.doctor import examine
from deployments.prefect_server import free_port
from deployments.test_authority import TestAuthority
from domain.errors import Refused
from models.mails import Fate
from tests.adapters.ocsp_responder import OpensslAnswers, names_responder
from tests.casework.street import Street
from tests.deployments.cli.shell import Shell
from tests.factories import KIRSTEN
from tests.house import OTHER_CPR

pytestmark = pytest.mark.slow


def test_a_mail_whose_certificate_is_good_becomes_a_course_and_the_answer_is_kept(street: Street) -> None:
    with street.house.office() as office:
        fate = street.settled(office)
        view = quarantine.look_at(office, fate.mail_id)
        assert [course.ref for course in office.casebook.courses()] == [fate.course_ref]
    assert view.answer is not None
    assert (view.answer.status, view.answer.responder, view.answer.asked_at) == (
        "good",
        "127.0.0.1",
        street.now,
    )
    assert len(view.answer.content) > 100
    assert len(street.responder.asked) == 1


def test_a_certificate_revoked_since_the_last_list_is_found_out(street: Street) -> None:
    street.authority.revoke(street.authority.folder / "jobcenter.cert.pem")
    with street.house.office() as office:
        fate = street.settled(office)
        assert office.casebook.courses() == []
        assert office.ledger.mail(fate.mail_id).fate == Fate.REJECTED
    assert (fate.verdict, fate.reason) == ("rejected", "certificate-revoked")


def _strange_signer(street: Street, tmp_path: Path) -> Callable[[bytes], bytes]:
    stranger = TestAuthority.create(tmp_path / "stranger", street.now).intermediate
    signer = (stranger.folder / "ca.key.pem", stranger.certificate)
    return OpensslAnswers(street.authority.intermediate, signer)


def _forgotten(street: Street, _: Path) -> Callable[[bytes], bytes]:
    (street.authority.intermediate.folder / "index.txt").write_text("")
    return street.signed_by_issuer


def _old(street: Street, _: Path) -> Callable[[bytes], bytes]:
    street.house.set_clock(street.now + timedelta(days=2))
    return street.signed_by_issuer


@pytest.mark.parametrize(
    ("bad", "status"),
    [
        (_forgotten, Status.UNKNOWN),
        (_old, Status.STALE),
        (_strange_signer, Status.UNTRUSTED),
        (lambda *_: lambda _: b"<html>Velkommen</html>", Status.UNREADABLE),
        (lambda *_: lambda _: bytes(200_000), Status.UNREACHABLE),
    ],
    ids=["unknown", "stale", "wrong signer", "garbage", "too much"],
)
def test_without_a_sure_answer_the_mail_waits_and_nothing_of_it_is_used(
    street: Street, tmp_path: Path, bad: Callable[[Street, Path], Callable[[bytes], bytes]], status: Status
) -> None:
    street.responder.answer = bad(street, tmp_path)
    with street.house.office() as office:
        fate = street.settled(office)
        view = quarantine.look_at(office, fate.mail_id)
        assert office.casebook.courses() == []
        with pytest.raises(Refused, match="revocation-missing"):
            quarantine.release(office, fate.mail_id, KIRSTEN)
    assert (fate.verdict, fate.reason) == ("quarantined", "revocation-missing")
    assert view.answer is not None
    assert view.answer.status == status


def test_when_the_responder_is_back_the_mail_that_waited_becomes_a_course(street: Street) -> None:
    street.certify(names_responder(f"http://127.0.0.1:{free_port()}/"))
    with street.house.office() as office:
        first = street.settled(office)
        assert quarantine.look_at(office, first.mail_id).answer.status == "unreachable"  # type: ignore[union-attr]
        assert asyncio.run(judge_waiting_mails(office)) == ([], [])
    street.responder.answer = lambda _: b""
    street.certify(names_responder(street.responder.address))
    with street.house.office() as office:
        second = street.settled(office, number=2, cpr=OTHER_CPR)
        assert second.reason == "revocation-missing"
        street.responder.answer = street.signed_by_issuer
        assert asyncio.run(judge_waiting_mails(office)) == ([], []), "asked a moment ago"
        street.house.set_clock(street.now + timedelta(minutes=2))
        ((fate,), _) = asyncio.run(judge_waiting_mails(office))
    assert (fate.mail_id, fate.verdict) == (second.mail_id, "accepted")


def test_the_doctor_and_the_list_of_a_mail_say_what_the_issuer_answers(
    street: Street, capsys: pytest.CaptureFixture[str]
) -> None:
    def lists_found() -> str:
        return next(one.found for one in examine() if one.what == "Spærrelister")

    assert lists_found() == "alle spærrelister er friske, og udstederne rejser ingen tvivl"
    street.authority.revoke(street.authority.folder / "jobcenter.cert.pem")
    assert "jobcenter-a.pem: certifikatet er spærret. " in lists_found()
    with street.house.office() as office:
        number = street.settled(office).mail_id
    mentor = Shell(capsys)
    assert "Udstederens svar: certifikatet er spærret (127.0.0.1, " in mentor("mail", "show", number).out
    (row,) = mentor("mail", "show", number, "--json").rows
    assert (row["ocsp"]["status"], row["ocsp"]["responder"]) == ("revoked", "127.0.0.1")


def test_every_status_has_a_name_for_people() -> None:
    assert set(STATUS_NAMES) == set(Status)


def test_one_answer_does_for_the_mails_of_an_hour(street: Street) -> None:
    with street.house.office() as office:
        for number, after in enumerate((0, 50, 70), 1):
            street.house.set_clock(street.now + timedelta(minutes=after))
            fate = street.settled(office, number=number, cpr=f"{number:02}01505678")
            assert fate.verdict == "accepted"
            assert office.certificate_answers.of_mail(fate.mail_id) is not None
    assert len(street.responder.asked) == 2


def test_a_judgement_whose_certificate_is_lacking_or_another_one_lets_nothing_pass(street: Street) -> None:
    other = street.authority.intermediate.certificate.read_bytes()
    with street.house.office() as office:
        mail_id = street.settled(office).mail_id
        good = judge_stored(office, mail_id)
        assert good.verdict == "accepted"
        for wrong in (None, b"", b"0", x509.load_pem_x509_certificate(other).public_bytes(Encoding.DER)):
            judgement = with_status(office, mail_id, replace(good, certificate=wrong))
            assert (judgement.verdict, judgement.text, judgement.attachments) == ("quarantined", "", ())


def test_nobody_is_asked_unless_the_installation_wants_it(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MENTOR_REVOCATION__OCSP")
    with street.house.office() as office:
        fate = street.settled(office)
        assert quarantine.look_at(office, fate.mail_id).answer is None
    assert fate.verdict == "accepted"
    assert street.responder.asked == []


def test_a_certificate_that_names_no_responder_is_judged_by_the_lists(street: Street) -> None:
    street.certify("")
    with street.house.office() as office:
        assert street.settled(office).verdict == "accepted"
    assert street.responder.asked == []


def test_an_authority_that_only_came_with_the_mail_is_asked_nothing(street: Street) -> None:
    shutil.rmtree(street.house.home / "trust" / "intermediates")
    with street.house.office() as office:
        fate = street.settled(office)
        kept = office.certificate_answers.of_mail(fate.mail_id)
    assert (fate.verdict, fate.reason) == ("quarantined", "revocation-missing")
    assert kept is not None
    assert kept.status == "no-issuer"
    assert street.responder.asked == []
