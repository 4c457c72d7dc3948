"""Answers about a certificate, made by `openssl ocsp`: which are believed, and what they are taken to say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.revocation_answers import Answer, Question, Status, question_about, read_answer, responder_of
from adapters.secure_mail.crls import RevocationLists
from deployments.test_authority import ORGANISATION_USAGE, TestAuthority
from tests.adapters.ocsp_responder import ANSWERING_USAGE, NO_CHECK, OpensslAnswers, names_responder

pytestmark = pytest.mark.slow


HOUR = timedelta(hours=1)
NO_END = ("-resp_no_certs",)
"""`openssl ocsp` promises no next update unless it is told to; this option has it say nothing more."""
ADDRESS = "http://svar.example/ocsp"


@dataclass
class Scene:
    """An authority, a jobcentre it has certified, and somebody who may answer for it."""

    authority: TestAuthority
    jobcentre: x509.Certificate
    revoked: x509.Certificate
    stranger: TestAuthority
    delegate: tuple[Path, Path]

    @property
    def issuer(self) -> x509.Certificate:
        return loaded(self.authority.intermediate.certificate)

    @property
    def own(self) -> tuple[Path, Path]:
        folder = self.authority.intermediate.folder
        return folder / "ca.key.pem", folder / "ca.cert.pem"

    def lists(self) -> RevocationLists:
        files = (folder.folder / "crl.pem" for folder in (self.authority.root, self.authority.intermediate))
        return RevocationLists(tuple(x509.load_pem_x509_crl(file.read_bytes()) for file in files))

    def answered(self, signer: tuple[Path, Path], *options: str, about: Question | None = None) -> bytes:
        question = about or self.question()
        made = OpensslAnswers(self.authority.intermediate, signer, options or ("-ndays", "1"))
        return made(question.request.public_bytes(Encoding.DER))

    def question(self, certificate: x509.Certificate | None = None) -> Question:
        return question_about(certificate or self.jobcentre, self.issuer)

    def asked(self, signer: tuple[Path, Path], *options: str, after: timedelta = timedelta()) -> Answer:
        question = self.question()
        content = self.answered(signer, *options, about=question)
        return read_answer(question, content, self.lists(), datetime.now(UTC) + after)


def loaded(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    now = datetime.now(UTC)
    authority = TestAuthority.create(tmp_path_factory.mktemp("ocsp") / "authority", now)
    naming = ORGANISATION_USAGE + names_responder(ADDRESS)
    _, jobcentre = authority.organisation("Jobcenter A", "11111111", None, usage=naming, kind="ec:P-256")
    _, revoked = authority.organisation("Jobcenter B", "22222222", None, file="b", kind="ec:P-256")
    authority.revoke(revoked)
    delegate = answerer(authority, "svarer", ANSWERING_USAGE + NO_CHECK)
    authority.crl(authority.start, authority.end)
    stranger = TestAuthority.create(tmp_path_factory.mktemp("fremmed") / "authority", now)
    return Scene(authority, loaded(jobcentre), loaded(revoked), stranger, delegate)


def answerer(authority: TestAuthority, file: str, usage: str, **changes: datetime) -> tuple[Path, Path]:
    return authority.organisation(
        "Svartjeneste", "33333333", None, file=file, usage=usage, kind="ec:P-256", **changes
    )


def test_a_certificate_names_its_responder_or_none(scene: Scene) -> None:
    assert responder_of(scene.jobcentre) == ADDRESS
    assert responder_of(scene.revoked) is None


def test_the_issuer_itself_and_a_delegate_of_its_own_are_believed(scene: Scene) -> None:
    for signer in (scene.own, scene.delegate):
        answer = scene.asked(signer)
        assert answer.status is Status.GOOD
        assert answer.until is not None
        assert answer.until > datetime.now(UTC) + timedelta(hours=23)


def test_a_responder_named_by_its_key_is_found_too(scene: Scene) -> None:
    assert scene.asked(scene.delegate, "-ndays", "1", "-resp_key_id").status is Status.GOOD


def test_a_revoked_certificate_is_revoked_also_by_an_old_answer(scene: Scene) -> None:
    question = scene.question(scene.revoked)
    content = scene.answered(scene.own, about=question)
    for after in (timedelta(), 48 * HOUR):
        answer = read_answer(question, content, scene.lists(), datetime.now(UTC) + after)
        assert answer.status is Status.REVOKED


def test_a_certificate_that_the_issuer_does_not_know_is_unknown(scene: Scene) -> None:
    index = scene.authority.intermediate.folder / "index.txt"
    before = index.read_text()
    index.write_text("")
    try:
        assert scene.asked(scene.own).status is Status.UNKNOWN
    finally:
        index.write_text(before)


@pytest.mark.parametrize(
    ("options", "after", "status"),
    [
        (("-nmin", "10"), 9 * timedelta(minutes=1), Status.GOOD),
        (("-nmin", "10"), 11 * timedelta(minutes=1), Status.STALE),
        (("-ndays", "1"), -HOUR, Status.STALE),
        (NO_END, timedelta(), Status.GOOD),
        (NO_END, 2 * HOUR, Status.STALE),
    ],
    ids=["in its time", "too old", "from the future", "without an end", "without an end and old"],
)
def test_an_answer_counts_in_its_own_time(
    scene: Scene, options: tuple[str, ...], after: timedelta, status: Status
) -> None:
    assert scene.asked(scene.own, *options, after=after).status is status


def test_our_own_limit_on_age_holds_for_answers_too(scene: Scene) -> None:
    question, now = scene.question(), datetime.now(UTC)
    content = scene.answered(scene.own, about=question)
    for after, status in ((0 * HOUR, Status.GOOD), (2 * HOUR, Status.STALE)):
        assert read_answer(question, content, scene.lists(), now + after, HOUR).status is status


def test_nobody_else_is_believed(scene: Scene) -> None:
    signers = {
        "a stranger's authority": (
            scene.stranger.intermediate.folder / "ca.key.pem",
            scene.stranger.intermediate.certificate,
        ),
        "a delegate of a stranger": answerer(scene.stranger, "svarer", ANSWERING_USAGE + NO_CHECK),
        "a certificate of the issuer's that is for mail": answerer(
            scene.authority, "post", ORGANISATION_USAGE
        ),
        "a delegate whose time has run out": answerer(
            scene.authority, "gammel", ANSWERING_USAGE + NO_CHECK, end=datetime.now(UTC) - HOUR
        ),
    }
    for who, signer in signers.items():
        assert scene.asked(signer).status is Status.UNTRUSTED, who


def test_a_delegate_is_looked_up_in_the_lists_unless_its_issuer_asks_for_no_check(scene: Scene) -> None:
    checked = answerer(scene.authority, "efterses", ANSWERING_USAGE)
    assert scene.asked(checked).status is Status.GOOD
    question = scene.question()
    content = scene.answered(checked, about=question)
    assert read_answer(question, content, RevocationLists(()), datetime.now(UTC)).status is Status.UNTRUSTED
    scene.authority.revoke(checked[1])
    scene.authority.crl(scene.authority.start, scene.authority.end)
    assert scene.asked(checked).status is Status.UNTRUSTED


@pytest.mark.parametrize("flaw", [("-rmd", "sha1"), ("-badsig",)], ids=["weak", "bad"])
def test_a_weak_or_bad_signature_is_not_believed(scene: Scene, flaw: tuple[str, ...]) -> None:
    assert scene.asked(scene.own, "-ndays", "1", *flaw).status is Status.UNTRUSTED


def test_an_answer_to_another_question_says_nothing(scene: Scene) -> None:
    now, lists = datetime.now(UTC), scene.lists()
    other = scene.answered(scene.own, about=scene.question(scene.revoked))
    replayed = scene.answered(scene.own, about=scene.question())
    for content in (other, replayed):
        assert read_answer(scene.question(), content, lists, now).status is Status.UNREADABLE


def test_a_responder_may_leave_the_nonce_out(scene: Scene) -> None:
    question = scene.question()
    without = x509.ocsp.OCSPRequestBuilder().add_certificate(
        question.certificate, question.issuer, question.request.hash_algorithm
    )
    content = scene.answered(
        scene.own, about=Question(question.certificate, question.issuer, without.build())
    )
    assert read_answer(question, content, scene.lists(), datetime.now(UTC)).status is Status.GOOD


def test_a_responder_that_declines_is_told_apart(scene: Scene) -> None:
    declined = x509.ocsp.OCSPResponseBuilder.build_unsuccessful(x509.ocsp.OCSPResponseStatus.TRY_LATER)
    content = declined.public_bytes(Encoding.DER)
    answer = read_answer(scene.question(), content, scene.lists(), datetime.now(UTC))
    assert answer.status is Status.REFUSED


def test_no_change_of_an_answer_leaves_it_good_or_breaks_anything(scene: Scene) -> None:
    question, dice = scene.question(), random.Random(5)
    content = scene.answered(scene.own, "-ndays", "1", "-resp_no_certs", about=question)
    lists, now = scene.lists(), datetime.now(UTC)
    assert read_answer(question, content, lists, now).status is Status.GOOD
    for _ in range(500):
        bad = bytearray(content)
        bad[dice.randrange(len(bad))] ^= 1 << dice.randrange(8)
        assert read_answer(question, bytes(bad), lists, now).status is not Status.GOOD
    for rubbish in (b"", b"\x30", b"<html>", content[:-1], content + b"\x00", bytes(1000)):
        assert read_answer(question, rubbish, lists, now).status is not Status.GOOD
