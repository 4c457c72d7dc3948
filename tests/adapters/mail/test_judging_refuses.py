"""Everything else is refused, quarantined or ignored, each with its one reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.secure_mail import SAME_MESSAGE_ID, KeyStore, Reason, Verdict
from adapters.secure_mail.enveloping import envelop
from tests.adapters.mail.attachment_cases import REJECTED_ATTACHMENTS
from tests.adapters.mail.doubtful_cases import DELAYED, FAILED, IGNORED, QUARANTINED
from tests.adapters.mail.plain_judge import judge
from tests.adapters.mail.refused_cases import REJECTED
from tests.adapters.mail.signer_cases import REJECTED_SIGNERS
from tests.adapters.mail.workshop import HELLO, NOW, Workshop, entity, outer

_GROUPS = (
    (Verdict.REJECTED, REJECTED | REJECTED_SIGNERS | REJECTED_ATTACHMENTS),
    (Verdict.QUARANTINED, QUARANTINED),
    (Verdict.IGNORED, IGNORED),
)
CASES = {
    case: (verdict, reason, build) for verdict, group in _GROUPS for case, (reason, build) in group.items()
}


@pytest.mark.parametrize("case", CASES)
def test_a_mail_that_is_not_as_it_should_be_gets_its_reason(shop: Workshop, case: str) -> None:
    verdict, reason, build = CASES[case]
    judgement = shop.judge(build(shop))
    assert (judgement.verdict, judgement.reason) == (verdict, reason), judgement.problems
    assert judgement.attachments == ()
    assert judgement.text == ""


def test_content_that_came_before_is_a_duplicate(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect(), seen="post-17")
    assert (judgement.verdict, judgement.reason) == (Verdict.DUPLICATE, Reason.SEEN_BEFORE)


def test_the_same_message_id_with_other_content_is_for_a_person(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect(), seen=SAME_MESSAGE_ID)
    assert (judgement.verdict, judgement.reason) == (Verdict.QUARANTINED, Reason.MESSAGE_ID_REUSED)
    assert judgement.text == ""


def test_the_ledger_is_asked_with_the_content_hash_and_the_message_id(shop: Workshop) -> None:
    asked: list[tuple[str, str]] = []

    def seen(content_sha256: str, message_id: str) -> None:
        asked.append((content_sha256, message_id))

    judgement = judge(shop.protect(), keys=shop.keys, partners=shop.partners, now=NOW, seen=seen)
    assert asked == [(judgement.content_sha256, "<proeve-1@kommune.example>")]


def test_a_ledger_that_is_down_is_not_mistaken_for_a_bad_mail(shop: Workshop) -> None:
    def down(_content: str, _message_id: str) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        judge(shop.protect(), keys=shop.keys, partners=shop.partners, now=NOW, seen=down)


def test_without_a_revocation_list_a_person_must_look(shop: Workshop) -> None:
    keys = KeyStore(
        own=shop.keys.own,
        roots=shop.keys.roots,
        intermediates=shop.keys.intermediates,
        revocations=type(shop.keys.revocations)(()),
        partner_certificates=shop.keys.partner_certificates,
    )
    judgement = judge(shop.protect(), keys=keys, partners=shop.partners, now=NOW, seen=lambda *_: None)
    assert (judgement.verdict, judgement.reason) == (Verdict.QUARANTINED, Reason.REVOCATION_MISSING)


@pytest.mark.parametrize("days", [41, -1])
def test_a_list_that_is_not_of_this_time_leaves_the_mail_to_a_person(shop: Workshop, days: int) -> None:
    later = NOW + timedelta(days=days, hours=12)
    judgement = shop.judge(shop.protect(), now=later)
    assert (judgement.verdict, judgement.reason) == (Verdict.QUARANTINED, Reason.REVOCATION_STALE)


def test_a_revoked_signer_stays_revoked_when_the_list_is_stale(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect(signer="centre-revoked"), now=NOW + timedelta(days=50))
    assert judgement.reason is Reason.CERTIFICATE_REVOKED


def test_a_failed_delivery_names_the_mail_of_ours(shop: Workshop) -> None:
    assert shop.judge(FAILED).bounced_message_id == "<vores-1@leverandoer.example>"
    assert shop.judge(DELAYED).bounced_message_id is None


def test_a_refusal_still_tells_who_signed(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect(signer="other-company"))
    assert judgement.signer is not None
    assert "44444444" in judgement.signer.subject
    assert judgement.signer.partner is None
    assert judgement.partner is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_no_bytes_make_the_judge_raise_or_accept(shop: Workshop, raw: bytes) -> None:
    assert shop.judge(raw).verdict in (Verdict.REJECTED, Verdict.QUARANTINED)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mutation_of_an_honest_mail_is_accepted_with_other_content(
    shop: Workshop, mutant_base: bytes, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(mutant_base) - 1))
    length = data.draw(st.integers(0, 40))
    mutant = mutant_base[:position] + data.draw(st.binary(max_size=20)) + mutant_base[position + length :]
    judgement = shop.judge(mutant)
    if judgement.verdict is Verdict.ACCEPTED:
        assert judgement.content_sha256 == shop.judge(mutant_base).content_sha256


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mutation_of_what_was_signed_is_accepted_with_other_content(
    shop: Workshop, signed_base: bytes, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(signed_base) - 1))
    length = data.draw(st.integers(0, 40))
    inserted = data.draw(st.binary(max_size=20))
    mutant = signed_base[:position] + inserted + signed_base[position + length :]
    judgement = shop.judge(_enveloped(shop, mutant))
    if judgement.verdict is Verdict.ACCEPTED:
        assert judgement.content_sha256 == shop.judge(_enveloped(shop, signed_base)).content_sha256


def _enveloped(shop: Workshop, signed: bytes) -> bytes:
    der = envelop(signed, shop.keys.own[0].certificate)
    return outer() + entity("application/pkcs7-mime", der, "Content-Transfer-Encoding: binary")


@pytest.fixture(scope="module")
def mutant_base(shop: Workshop) -> bytes:
    return shop.protect()


@pytest.fixture(scope="module")
def signed_base(shop: Workshop) -> bytes:
    signed = shop.sign(HELLO)
    assert shop.judge(_enveloped(shop, signed)).verdict is Verdict.ACCEPTED
    return signed
