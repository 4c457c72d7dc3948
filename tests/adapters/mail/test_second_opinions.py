"""GnuPG beside openssl: what it makes is judged rightly, and no signature we accept is refused by it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from adapters.secure_mail.reasons import verdict_of
from tests.adapters.mail.accepted_cases import ACCEPTED
from tests.adapters.mail.gpgsm import Gpgsm, GpgsmFailed
from tests.adapters.mail.gpgsm_cases import BY_GPGSM
from tests.adapters.mail.other_side import opened, signature_and_content
from tests.adapters.mail.workshop import HELLO, Workshop

pytestmark = pytest.mark.needs("gpgsm")
BEYOND_GPGSM = {
    "pss": "GnuPG takes PSS only with a salt as long as the digest; openssl's default is a longer one",
    "ecdsa on p-521": "GnuPG 2.2 takes no curve whose length in bits is not a whole number of bytes",
    "signer by key identifier": "libksba does not read a signer named by key identifier",
}
"""What GnuPG 2.2 cannot verify, by case, and why; everything else it must agree with."""


@pytest.fixture(scope="module")
def gpgsm(shop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gpgsm]:
    opened = Gpgsm.open(tmp_path_factory.mktemp("gnupg") / "home", shop)
    yield opened
    opened.close()


@pytest.mark.parametrize("case", BY_GPGSM)
def test_a_mail_made_by_gnupg_gets_its_reason(gpgsm: Gpgsm, case: str) -> None:
    reason, build = BY_GPGSM[case]
    judgement = gpgsm.shop.judge(build(gpgsm))
    assert (judgement.verdict, judgement.reason) == (verdict_of(reason), reason), judgement.problems


@pytest.mark.parametrize("case", [case for case in ACCEPTED if case not in BEYOND_GPGSM])
def test_gnupg_agrees_with_every_signature_that_is_accepted(shop: Workshop, gpgsm: Gpgsm, case: str) -> None:
    raw = ACCEPTED[case](shop)
    signature, content = signature_and_content(opened(shop, raw))
    gpgsm.verify(signature, content)
    if content is not None:
        assert hashlib.sha256(content).hexdigest() == shop.judge(raw).content_sha256


@pytest.mark.parametrize("case", BEYOND_GPGSM)
def test_what_gnupg_cannot_verify_is_still_beyond_it(shop: Workshop, gpgsm: Gpgsm, case: str) -> None:
    with pytest.raises(GpgsmFailed):
        gpgsm.verify(*signature_and_content(opened(shop, ACCEPTED[case](shop))))


def test_gnupg_refuses_what_was_changed(shop: Workshop, gpgsm: Gpgsm) -> None:
    signature, content = signature_and_content(shop.sign(HELLO))
    assert content is not None
    with pytest.raises(GpgsmFailed):
        gpgsm.verify(signature, content.replace(b"Goddag", b"Farvel"))
