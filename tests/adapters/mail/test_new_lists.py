"""A fetched list is kept only if a trusted issuer signed it and it is newer; a good one is never lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from adapters.secure_mail.chains import authorities, issuers_of
from adapters.secure_mail.crls import Revocation, RevocationLists
from adapters.secure_mail.new_lists import issuer_of, keep, read_list
from domain.errors import Refused
from tests.adapters.mail import small_pki as pki
from tests.adapters.mail.small_pki import DAY, Party
from tests.adapters.mail.workshop import NOW


@pytest.fixture(scope="module")
def root() -> Party:
    return pki.authority("Rod")


def _why_not(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_list(content)
    return caught.value.message


def _keep(folder: Path, item: x509.CertificateRevocationList, issuer: Party) -> bool:
    return keep(folder, item, issuer.certificate, NOW)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_both_encodings_are_read_and_an_empty_list_is_a_list(root: Party, encoding: Encoding) -> None:
    item = pki.revocation_list(root)
    assert read_list(item.public_bytes(encoding)) == item
    assert list(item) == []


@pytest.mark.parametrize("content", [b"", b"<html>ikke fundet</html>", b"-----BEGIN X509 CRL-----\nxx"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    assert "kan ikke læses" in _why_not(content)


@pytest.mark.parametrize("value", [0x00, 0x05, 0x30, 0xFF])
def test_whichever_byte_is_spoilt_the_list_is_refused_or_says_the_same(root: Party, value: int) -> None:
    item = pki.revocation_list(root, pki.organisation(root), extra=pki.point())
    whole = item.public_bytes(Encoding.DER)
    places = [place for place, byte in enumerate(whole) if byte != value]
    refused = 0
    for place in places:
        spoilt = whole[:place] + bytes([value]) + whole[place + 1 :]
        try:
            read = read_list(spoilt)
            issuer_of(read, (root.certificate,), None)
        except Refused:
            refused += 1
        else:
            assert read.tbs_certlist_bytes == item.tbs_certlist_bytes
    assert refused > len(places) * 0.95


def test_a_list_signed_in_a_way_nobody_knows_is_refused(root: Party) -> None:
    known, unknown = bytes.fromhex("06082a8648ce3d040302"), bytes.fromhex("06082a8648ce3d040355")
    content = pki.revocation_list(root).public_bytes(Encoding.DER).replace(known, unknown)
    with pytest.raises(Refused):
        issuer_of(read_list(content), (root.certificate,), None)


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_list_that_broke_off_is_refused(root: Party, cut: int) -> None:
    assert "kan ikke læses" in _why_not(pki.revocation_list(root).public_bytes(Encoding.DER)[:-cut])


@pytest.mark.parametrize(
    "scope",
    [
        x509.DeltaCRLIndicator(1),
        pki.point(indirect_crl=True),
        pki.point(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})),
        pki.point(full_name=None, only_contains_attribute_certs=True),
        x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"),
    ],
)
def test_a_list_of_a_kind_we_cannot_judge_by_is_refused(root: Party, scope: x509.ExtensionType) -> None:
    item = pki.revocation_list(root, extra=scope)
    assert "ikke kan dømme efter" in _why_not(item.public_bytes(Encoding.DER))


def test_the_issuer_is_found_among_the_trusted_by_key_not_by_name_alone(root: Party) -> None:
    namesake = pki.authority("Rod")
    trusted = (namesake.certificate, root.certificate)
    assert issuer_of(pki.revocation_list(root), trusted, None) == root.certificate
    forged = pki.revocation_list(root, signed_by=pki.authority("Rod"))
    with pytest.raises(Refused, match="ikke underskrevet"):
        issuer_of(forged, trusted, None)


def test_the_list_of_another_trusted_issuer_does_not_pass_for_the_expected_one(root: Party) -> None:
    other = pki.authority("Anden")
    trusted = (root.certificate, other.certificate)
    with pytest.raises(Refused, match="en anden udsteder"):
        issuer_of(pki.revocation_list(other), trusted, root.certificate.subject)


def test_only_authorities_a_root_stands_behind_are_trusted(root: Party) -> None:
    middle = pki.authority("Udsteder", root)
    below = pki.authority("Under", middle)
    loose = pki.authority("Løs", pki.authority("Fremmed"))
    claimed = pki.authority("Påstået", pki.authority("Rod"))
    over = pki.authority("Udløbet", root, start=NOW - 2 * DAY, end=NOW - DAY)
    no_authority = pki.organisation(root)
    keys = pki.keys(root, below, middle, loose, claimed, over, no_authority)
    assert set(authorities(keys, NOW)) == {root.certificate, middle.certificate, below.certificate}


def test_an_issuer_is_told_from_its_namesake_by_its_key(root: Party) -> None:
    namesake = pki.authority("Rod")
    leaf = pki.organisation(root).certificate
    assert issuers_of(leaf, (namesake.certificate, root.certificate)) == (root.certificate,)
    assert issuers_of(leaf, (namesake.certificate,)) == ()


def test_a_newer_list_takes_the_place_of_the_old_one_in_one_file(root: Party, tmp_path: Path) -> None:
    leaf = pki.organisation(root)
    assert _keep(tmp_path, pki.revocation_list(root, start=NOW - DAY), root)
    assert _keep(tmp_path, pki.revocation_list(root, leaf, start=NOW - DAY / 2), root)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    told = RevocationLists.load(tmp_path).status(leaf.certificate, root.certificate, NOW)
    assert told is Revocation.REVOKED


def test_the_same_list_again_changes_nothing(root: Party, tmp_path: Path) -> None:
    item = pki.revocation_list(root)
    assert _keep(tmp_path, item, root)
    assert not _keep(tmp_path, item, root)


@pytest.mark.parametrize(("start", "why"), [(NOW - 2 * DAY, "ældre"), (NOW + DAY / 24, "fremtiden")])
def test_a_list_of_another_time_never_replaces_a_good_one(
    root: Party, tmp_path: Path, start: object, why: str
) -> None:
    assert _keep(tmp_path, pki.revocation_list(root), root)
    (before,) = ((path, path.read_bytes()) for path in tmp_path.iterdir())
    with pytest.raises(Refused, match=why):
        _keep(tmp_path, pki.revocation_list(root, start=start), root)  # type: ignore[arg-type]
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [before]


def test_a_list_the_operator_laid_down_also_keeps_older_ones_out(root: Party, tmp_path: Path) -> None:
    (tmp_path / "egen.pem").write_bytes(pki.revocation_list(root).public_bytes(Encoding.PEM))
    with pytest.raises(Refused, match="ældre"):
        _keep(tmp_path, pki.revocation_list(root, start=NOW - 2 * DAY), root)


def test_partitions_and_namesakes_have_files_of_their_own(root: Party, tmp_path: Path) -> None:
    namesake = pki.authority("Rod")
    assert _keep(tmp_path, pki.revocation_list(root), root)
    assert _keep(tmp_path, pki.revocation_list(root, extra=pki.point(), start=NOW - 2 * DAY), root)
    assert _keep(tmp_path, pki.revocation_list(namesake, start=NOW - 3 * DAY), namesake)
    assert len(list(tmp_path.iterdir())) == 3
