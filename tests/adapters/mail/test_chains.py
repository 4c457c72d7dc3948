"""Whom a chain of certificates makes trustworthy, and whom it does not."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier

from adapters.secure_mail.chains import Purpose, check_certificate
from adapters.secure_mail.keystore import KeyStore
from adapters.secure_mail.reasons import Reason, Stop
from tests.adapters.mail import small_pki as pki
from tests.adapters.mail.small_pki import DAY, Party
from tests.adapters.mail.workshop import NOW


def _reason(leaf: Party, keys: KeyStore, *extra: Party) -> Reason | None:
    sent = [party.certificate for party in extra]
    try:
        check_certificate(leaf.certificate, extra=sent, keys=keys, purpose=Purpose.SIGN, now=NOW)
    except Stop as stop:
        return stop.reason
    return None


@pytest.fixture(scope="module")
def root() -> Party:
    return pki.authority("Rod")


def _lists(*issuers: Party) -> list[x509.CertificateRevocationList]:
    return [pki.revocation_list(issuer) for issuer in issuers]


def test_a_chain_over_an_intermediate_is_trusted_wherever_the_intermediate_comes_from(root: Party) -> None:
    middle = pki.authority("Udsteder", root)
    leaf = pki.organisation(middle)
    assert _reason(leaf, pki.keys(root, middle, lists=_lists(root, middle))) is None
    assert _reason(leaf, pki.keys(root, lists=_lists(root, middle)), middle) is None
    assert _reason(leaf, pki.keys(root, lists=_lists(root, middle))) is Reason.CERTIFICATE_UNTRUSTED


def test_a_root_that_comes_with_the_mail_is_not_trusted(root: Party) -> None:
    rogue = pki.authority("Rod")
    leaf = pki.organisation(rogue)
    assert _reason(leaf, pki.keys(root, lists=_lists(rogue)), rogue) is Reason.CERTIFICATE_UNTRUSTED


def test_without_any_root_nobody_is_trusted(root: Party) -> None:
    empty = KeyStore((), (), (), pki.keys(root).revocations, {})
    assert _reason(pki.organisation(root), empty) is Reason.CERTIFICATE_UNTRUSTED


def test_a_revoked_intermediate_revokes_all_below_it(root: Party) -> None:
    middle = pki.authority("Udsteder", root)
    lists = [pki.revocation_list(root, middle), *_lists(middle)]
    assert (
        _reason(pki.organisation(middle), pki.keys(root, middle, lists=lists)) is Reason.CERTIFICATE_REVOKED
    )


def test_a_list_is_needed_for_every_step(root: Party) -> None:
    middle = pki.authority("Udsteder", root)
    leaf = pki.organisation(middle)
    assert _reason(leaf, pki.keys(root, middle, lists=_lists(middle))) is Reason.REVOCATION_MISSING
    assert _reason(leaf, pki.keys(root, middle, lists=_lists(root))) is Reason.REVOCATION_MISSING


def test_an_expired_intermediate_breaks_the_chain(root: Party) -> None:
    middle = pki.authority("Udsteder", root, start=NOW - 2 * DAY, end=NOW - DAY)
    keys = pki.keys(root, middle, lists=_lists(root, middle))
    assert _reason(pki.organisation(middle), keys) is Reason.CERTIFICATE_UNTRUSTED


def test_an_organisation_cannot_issue_certificates(root: Party) -> None:
    organisation = pki.organisation(root)
    leaf = pki.organisation(organisation)
    keys = pki.keys(root, organisation, lists=_lists(root, organisation))
    assert _reason(leaf, keys) is Reason.CERTIFICATE_UNTRUSTED


def test_an_authority_may_not_stand_above_more_than_it_is_allowed() -> None:
    root = pki.authority("Rod", length=0)
    middle = pki.authority("Udsteder", root)
    keys = pki.keys(root, middle, lists=_lists(root, middle))
    assert _reason(pki.organisation(middle), keys) is Reason.CERTIFICATE_UNTRUSTED


@pytest.mark.parametrize(
    ("purpose", "told"),
    [
        (ExtendedKeyUsageOID.EMAIL_PROTECTION, None),
        (ExtendedKeyUsageOID.SERVER_AUTH, Reason.CERTIFICATE_UNTRUSTED),
    ],
)
def test_an_authority_for_another_purpose_does_not_vouch_for_mail(
    root: Party, purpose: ObjectIdentifier, told: Reason | None
) -> None:
    middle = pki.authority("Udsteder", root, extra=((x509.ExtendedKeyUsage([purpose]), False),))
    keys = pki.keys(root, middle, lists=_lists(root, middle))
    assert _reason(pki.organisation(middle), keys) is told


def test_a_critical_extension_nobody_knows_is_not_passed_over(root: Party) -> None:
    unknown = x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
    leaf = pki.organisation(root, extra=((unknown, True),))
    assert _reason(leaf, pki.keys(root, lists=_lists(root))) is Reason.CERTIFICATE_PURPOSE
    leaf = pki.organisation(root, extra=((unknown, False),))
    assert _reason(leaf, pki.keys(root, lists=_lists(root))) is None
