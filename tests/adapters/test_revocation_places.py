"""Lists are looked for only where certificates of ours, or the settings, say they lie."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cryptography import x509

from adapters.revocation_places import Place, places_of
from tests.adapters.mail import small_pki as pki
from tests.adapters.mail.small_pki import Party

CONFIGURED = "http://egen.example/liste.crl"


@pytest.fixture(scope="module")
def root() -> Party:
    return pki.authority("Rod")


def _named_by(root: Party, points: x509.CRLDistributionPoints, *configured: str) -> tuple[Place, ...]:
    partner = pki.organisation(root, extra=((points, False),)).certificate
    keys = replace(pki.keys(root), partner_certificates={"a.pem": (partner, partner)})
    return places_of(keys, configured)


def _point(*uris: str, **changed: object) -> x509.CRLDistributionPoints:
    names = [x509.UniformResourceIdentifier(uri) for uri in uris]
    values = {"relative_name": None, "reasons": None, "crl_issuer": None} | changed
    return x509.CRLDistributionPoints([x509.DistributionPoint(full_name=names, **values)])  # type: ignore[arg-type]


def test_partners_and_intermediates_name_places_and_each_is_visited_once(root: Party) -> None:
    middle = pki.authority("Udsteder", root, extra=((pki.points("http://rod.example/rod.crl"), False),))
    partner = pki.organisation(middle, extra=((pki.points(), False),)).certificate
    keys = replace(pki.keys(root, middle), partner_certificates={"a.pem": (partner,), "b.pem": (partner,)})
    assert places_of(keys, (CONFIGURED, pki.POINT)) == (
        Place((pki.POINT,), middle.certificate.subject),
        Place(("http://rod.example/rod.crl",), root.certificate.subject),
        Place((CONFIGURED,)),
    )


def test_the_addresses_of_one_point_are_alternatives_and_ldap_is_passed_over(root: Party) -> None:
    named = _point("ldap://x.example/cn", "http://a.example/l.crl", "https://b.example/l.crl")
    (place,) = _named_by(root, named)
    assert place.addresses == ("http://a.example/l.crl", "https://b.example/l.crl")


@pytest.mark.parametrize(
    "points",
    [
        _point("ldap://x.example/cn"),
        _point("file:///etc/hostname"),
        _point("http://bruger:kode@a.example/l.crl"),
        _point("http:///uden-navn.crl"),
        _point("http://a.example/l.crl", crl_issuer=[x509.DirectoryName(pki.name("En anden"))]),
        _point("http://a.example/l.crl", reasons=frozenset({x509.ReasonFlags.key_compromise})),
    ],
)
def test_what_is_not_plain_web_or_not_a_list_we_judge_by_is_passed_over(
    root: Party, points: x509.CRLDistributionPoints
) -> None:
    assert _named_by(root, points) == ()


def test_without_points_only_the_settings_count(root: Party) -> None:
    keys = replace(pki.keys(root), partner_certificates={"a.pem": (pki.organisation(root).certificate,)})
    assert places_of(keys) == ()
    assert places_of(keys, (CONFIGURED,)) == (Place((CONFIGURED,)),)
