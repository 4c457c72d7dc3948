"""A revocation list speaks for a certificate only if it is the issuer's, covers it, and is of this time."""

from __future__ import annotations

import pytest
from cryptography import x509

from adapters.secure_mail.crls import Revocation, RevocationLists
from tests.adapters.mail import small_pki as pki
from tests.adapters.mail.small_pki import DAY, Party
from tests.adapters.mail.workshop import NOW


@pytest.fixture(scope="module")
def root() -> Party:
    return pki.authority("Rod")


@pytest.fixture(scope="module")
def leaf(root: Party) -> Party:
    return pki.organisation(root, extra=((pki.points(), False),))


def _status(leaf: Party, root: Party, *lists: x509.CertificateRevocationList) -> Revocation:
    return RevocationLists(lists).status(leaf.certificate, root.certificate, NOW)


def test_a_current_list_says_good_or_revoked(leaf: Party, root: Party) -> None:
    assert _status(leaf, root, pki.revocation_list(root)) is Revocation.GOOD
    assert _status(leaf, root, pki.revocation_list(root, leaf)) is Revocation.REVOKED


def test_without_a_list_nothing_is_known(leaf: Party, root: Party) -> None:
    assert _status(leaf, root) is Revocation.MISSING


def test_an_old_list_is_stale_unless_a_newer_one_stands_beside_it(leaf: Party, root: Party) -> None:
    old = pki.revocation_list(root, end=NOW - DAY / 2)
    assert _status(leaf, root, old) is Revocation.STALE
    assert _status(leaf, root, old, pki.revocation_list(root)) is Revocation.GOOD


def test_an_old_list_still_revokes(leaf: Party, root: Party) -> None:
    old = pki.revocation_list(root, leaf, end=NOW - DAY / 2)
    assert _status(leaf, root, old, pki.revocation_list(root)) is Revocation.REVOKED


def test_a_list_signed_by_somebody_else_does_not_speak(leaf: Party, root: Party) -> None:
    forged = pki.revocation_list(root, signed_by=pki.authority("Rod"))
    assert _status(leaf, root, forged) is Revocation.MISSING


def test_a_list_of_an_authority_that_may_not_sign_lists_does_not_speak() -> None:
    extensions = ((x509.BasicConstraints(True, None), True), (pki.usage(certify=True, lists=False), True))
    root = pki._certified("Rod", None, NOW - DAY, NOW + DAY, extensions)
    leaf = pki.organisation(root)
    assert _status(leaf, root, pki.revocation_list(root)) is Revocation.MISSING


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (pki.point(), Revocation.GOOD),
        (pki.point(only_contains_user_certs=True), Revocation.GOOD),
        (pki.point(full_name=None, only_contains_user_certs=True), Revocation.GOOD),
        (pki.point(full_name=None, only_contains_ca_certs=True), Revocation.MISSING),
        (pki.point(indirect_crl=True), Revocation.MISSING),
        (pki.point(full_name=None, only_contains_attribute_certs=True), Revocation.MISSING),
        (
            pki.point(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})),
            Revocation.MISSING,
        ),
        (
            pki.point(full_name=[x509.UniformResourceIdentifier("http://anden.example/del-2.crl")]),
            Revocation.MISSING,
        ),
        (x509.DeltaCRLIndicator(1), Revocation.MISSING),
    ],
)
def test_a_list_speaks_only_for_what_it_covers(
    leaf: Party, root: Party, scope: x509.ExtensionType, told: Revocation
) -> None:
    assert _status(leaf, root, pki.revocation_list(root, extra=scope)) is told


def test_a_certificate_that_names_no_list_is_not_covered_by_a_part_of_one(root: Party) -> None:
    leaf = pki.organisation(root)
    assert _status(leaf, root, pki.revocation_list(root, extra=pki.point())) is Revocation.MISSING


def test_an_entry_that_was_taken_back_does_not_revoke(leaf: Party, root: Party) -> None:
    listed = pki.revocation_list(root, leaf, reason=x509.ReasonFlags.remove_from_crl)
    assert _status(leaf, root, listed) is Revocation.GOOD
    listed = pki.revocation_list(root, leaf, reason=x509.ReasonFlags.key_compromise)
    assert _status(leaf, root, listed) is Revocation.REVOKED


def test_our_own_limit_on_age_makes_a_list_stale_before_its_issuer_does(leaf: Party, root: Party) -> None:
    issued_a_day_ago = pki.revocation_list(root)
    for max_age, told in ((DAY * 0.9, Revocation.STALE), (DAY, Revocation.GOOD), (9 * DAY, Revocation.GOOD)):
        lists = RevocationLists((issued_a_day_ago,), max_age)
        assert lists.status(leaf.certificate, root.certificate, NOW) is told
    lists = RevocationLists((issued_a_day_ago,), 9 * DAY)
    assert lists.status(leaf.certificate, root.certificate, NOW + 2 * DAY) is Revocation.STALE


def test_a_list_past_our_limit_still_revokes(leaf: Party, root: Party) -> None:
    lists = RevocationLists((pki.revocation_list(root, leaf),), DAY / 2)
    assert lists.status(leaf.certificate, root.certificate, NOW) is Revocation.REVOKED


def test_the_list_that_lasts_longest_says_how_long_we_know(leaf: Party, root: Party) -> None:
    lists = (pki.revocation_list(root), pki.revocation_list(root, end=NOW + 3 * DAY))
    known = RevocationLists(lists).counts(leaf.certificate, root.certificate)
    assert known == (NOW - DAY, NOW + 3 * DAY)
    assert RevocationLists(lists, DAY * 2).counts(leaf.certificate, root.certificate) == (
        NOW - DAY,
        NOW + DAY,
    )
    assert RevocationLists(()).counts(leaf.certificate, root.certificate) is None
