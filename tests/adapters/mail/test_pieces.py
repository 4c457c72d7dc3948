"""Content in pieces is put together whole, and a mail made of nothing but pieces is not parsed at all."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.secure_mail import Reason, Verdict
from adapters.secure_mail.asn1 import core
from adapters.secure_mail.limits import MAX_CMS_ELEMENTS
from adapters.secure_mail.pieces import check_elements, octets
from adapters.secure_mail.reasons import Stop
from adapters.secure_mail.smime import parse_cms
from tests.adapters.mail.workshop import Workshop, entity, outer

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
DATA = bytes.fromhex("06092a864886f70d010701")
MANY = b"\x04\x01x" * (MAX_CMS_ELEMENTS + 1)


def open_ended(tag: int, *contents: bytes) -> bytes:
    """An element of indefinite length."""
    return bytes([tag, 0x80]) + b"".join(contents) + b"\0\0"


def closed(tag: int, contents: bytes) -> bytes:
    """An element of definite length, told in four octets."""
    return bytes([tag, 0x84]) + len(contents).to_bytes(4, "big") + contents


def signed(content: bytes, digests: bytes = b"\x31\x00") -> bytes:
    """SignedData around an encoded content, without certificates and signers."""
    inner = open_ended(0x30, b"\x02\x01\x01", digests, open_ended(0x30, DATA, content), b"\x31\x00")
    return open_ended(0x30, SIGNED_DATA, open_ended(0xA0, inner))


def as_mail(encoded: bytes) -> bytes:
    """That CMS object as an S/MIME entity."""
    head = "application/pkcs7-mime; smime-type=signed-data"
    return entity(head, base64.encodebytes(encoded), "Content-Transfer-Encoding: base64")


BOMBS = {
    "pieces": signed(open_ended(0xA0, open_ended(0x24, MANY))),
    "pieces of a told length": signed(closed(0xA0, closed(0x24, MANY))),
    "empty pieces": signed(open_ended(0xA0, open_ended(0x24, b"\x04\x00" * (MAX_CMS_ELEMENTS + 1)))),
    "pieces in pieces": signed(open_ended(0xA0, b"\x24\x80" * (MAX_CMS_ELEMENTS + 1))),
    "behind a false length": signed(
        open_ended(0xA0, open_ended(0x24, MANY)), digests=b"\x31\x06\x04\x84\x7f\xff\xff\xff"
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_very_many_pieces_are_beyond_the_limit_wherever_they_lie(shop: Workshop, name: str) -> None:
    bomb = as_mail(BOMBS[name])
    for raw in (outer() + bomb, outer() + shop.encrypt(bomb)):
        judgement = shop.judge(raw)
        assert (judgement.verdict, judgement.reason) == (Verdict.REJECTED, Reason.TOO_MANY_PARTS)
        assert "cms-pieces" in judgement.problems


def test_thirty_thousand_pieces_are_an_honest_mail_of_thirty_megabytes() -> None:
    piece = b"\x04\x82\x03\xe8" + b"x" * 1000
    _, data = parse_cms(signed(open_ended(0xA0, open_ended(0x24, piece * 30_000))))
    assert octets(data["encap_content_info"]["content"]) == b"x" * 30_000_000


NESTED = st.recursive(
    st.binary(max_size=200).map(lambda piece: closed(0x04, piece)),
    lambda pieces: st.lists(pieces, max_size=4).map(lambda inner: open_ended(0x24, *inner)),
    max_leaves=12,
)


@given(encoded=NESTED)
def test_pieces_are_put_together_as_asn1crypto_would(encoded: bytes) -> None:
    check_elements(encoded)
    value = core.OctetString.load(encoded, strict=True)
    assert octets(value) == value.native


def test_only_octets_may_be_a_piece() -> None:
    with pytest.raises(Stop) as stopped:
        octets(core.OctetString.load(open_ended(0x24, b"\x0c\x01x")))
    assert stopped.value.reason is Reason.MALFORMED_CMS


@given(encoded=st.binary(max_size=60))
def test_what_is_malformed_is_left_to_the_parser(encoded: bytes) -> None:
    check_elements(encoded)
