"""Whatever is done to an honest mail: a reason from the list, in bounded time, and never other content."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from adapters.secure_mail import Judgement, Reason, Verdict
from adapters.secure_mail.enveloping import envelop
from adapters.secure_mail.keystore import OwnKey
from adapters.secure_mail.reasons import verdict_of
from adapters.secure_mail.signing import sign_detached
from deployments.openssl_mail import split_outer
from tests.adapters.mail.mutations import mutated
from tests.adapters.mail.workshop import HELLO, NOW, PDF, Workshop, entity, multipart, ordinary, outer

SEED = 20260302
SECONDS_PER_INPUT = 5  # the slowest honest mail takes milliseconds; other work on the machine gets the rest
FEW, MANY = 2_000, 100_000
_BINARY = "Content-Transfer-Encoding: binary"


@dataclass(frozen=True)
class Base:
    """An accepted mail: the layer that is damaged, and whether we encrypt it after the damage."""

    layer: bytes
    sealed_afterwards: bool
    content: tuple[object, ...]


@pytest.fixture(scope="module")
def bases(shop: Workshop) -> list[Base]:
    """Three ways to sign, each to be damaged outside the encryption and inside it."""
    referral = split_outer(ordinary())[1]
    signed = [
        shop.sign(referral),
        shop.sign(referral, "centre", "-nodetach"),
        shop.sign(outer() + HELLO, "centre-ec", "-noattr"),
    ]
    whole = [outer() + shop.encrypt(layer, cipher="aes-256-gcm") for layer in signed]
    whole.append(outer() + shop.encrypt(signed[0]))
    return [_base(shop, raw, False) for raw in whole] + [_base(shop, raw, True) for raw in signed]


def _base(shop: Workshop, layer: bytes, sealed_afterwards: bool) -> Base:
    judgement = shop.judge(_finished(shop, layer, sealed_afterwards))
    assert judgement.verdict is Verdict.ACCEPTED
    return Base(layer, sealed_afterwards, _content(judgement))


def _finished(shop: Workshop, layer: bytes, sealed_afterwards: bool) -> bytes:
    if not sealed_afterwards:
        return layer
    return outer() + entity("application/pkcs7-mime", envelop(layer, shop.keys.own[0].certificate), _BINARY)


def _content(judgement: Judgement) -> tuple[object, ...]:
    files = tuple((file.name, file.media_type, file.sha256) for file in judgement.attachments)
    return judgement.content_sha256, judgement.text_sha256, files


def _fuzz(shop: Workshop, bases: list[Base], seed: int, inputs: int) -> Counter[Reason]:
    """Judge so many damaged mails and check each verdict; hands back how often each reason was given."""
    random, given_reasons = Random(seed), Counter[Reason]()
    for number in range(inputs):
        base = random.choice(bases)
        raw = _finished(shop, mutated(random, base.layer), base.sealed_afterwards)
        started = time.perf_counter()
        judgement = shop.judge(raw)
        seconds = time.perf_counter() - started
        place = f"seed {seed}, input {number}"
        assert seconds < SECONDS_PER_INPUT, place
        assert judgement.verdict is verdict_of(judgement.reason), place
        if judgement.verdict is Verdict.ACCEPTED:
            assert _content(judgement) == base.content, place
        given_reasons[judgement.reason] += 1
    return given_reasons


def test_damaged_mails_are_never_accepted_with_other_content(shop: Workshop, bases: list[Base]) -> None:
    reasons = _fuzz(shop, bases, SEED, FEW)
    assert len(reasons) >= 10, "the damage does not reach the checks"


@pytest.mark.soak
def test_many_damaged_mails_are_never_accepted_with_other_content(shop: Workshop, bases: list[Base]) -> None:
    seed = Random().getrandbits(32)
    print(f"seed {seed}")
    print(dict(_fuzz(shop, bases, seed, MANY)))


_TYPES = st.sampled_from(
    (
        "text/plain",
        "text/plain; charset=utf-8",
        "text/plain; charset=x-ukendt; name*0=a; name*1=.txt",
        "text/html",
        "application/pdf; name=a.pdf",
        "application/json",
        "application/octet-stream; name=a.p7m",
        "application/pkcs7-mime",
        "application/ms-tnef",
        "message/rfc822",
        "image/png",
        "multipart/mixed",
    )
)
_FIELDS = st.sampled_from(
    (
        "Content-Disposition: attachment; filename=../a.pdf",
        "Content-Disposition: inline; filename*=utf-8''%E2%80%AEfdp.txt",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Transfer-Encoding: x-ukendt",
        "Content-ID: <a>",
        "From: fremmed@anden.example",
        "Date: i går",
        "ingen linje i et brevhoved",
    )
)
_BODIES = st.one_of(st.sampled_from((PDF, b"Goddag", b"{}", b"R29kZGFn", b"")), st.binary(max_size=60))
_LEAVES = st.builds(
    lambda kind, body, fields: entity(kind, body, *fields), _TYPES, _BODIES, st.lists(_FIELDS, max_size=3)
)
_TREES = st.recursive(
    _LEAVES,
    lambda parts: st.builds(
        lambda kind, found, boundary: multipart(kind, *found, boundary=boundary),
        st.sampled_from(("mixed", "alternative", "related", "signed", "report", "digest")),
        st.lists(parts, max_size=4),
        st.sampled_from(("a", "a--", "aa", "b", "a b")),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(tree=HELLO)
@given(tree=_TREES)
def test_any_mime_that_a_partner_signs_gets_a_reason(shop: Workshop, signer: OwnKey, tree: bytes) -> None:
    signature = entity("application/pkcs7-signature", sign_detached(tree, signer, (), NOW), _BINARY)
    protocol = '; protocol="application/pkcs7-signature"'
    signed = multipart("signed", tree, signature, parameters=protocol, boundary="yderst")
    judgement = shop.judge(_finished(shop, signed, True))
    assert judgement.verdict is verdict_of(judgement.reason)
    assert not any(problem.startswith("exception:") for problem in judgement.problems), judgement.problems
    if judgement.verdict is Verdict.ACCEPTED:
        assert judgement.content_sha256 == hashlib.sha256(tree).hexdigest()
    if tree == HELLO:
        assert judgement.verdict is Verdict.ACCEPTED


@pytest.fixture(scope="module")
def signer(shop: Workshop) -> OwnKey:
    """The partner's key, so that what hypothesis builds is authentic and reaches the readers inside."""
    key = serialization.load_pem_private_key(shop.key("centre-ec").read_bytes(), None)
    certificate = x509.load_pem_x509_certificate(shop.certificate("centre-ec").read_bytes())
    return OwnKey("centre", key, certificate)  # type: ignore[arg-type]
