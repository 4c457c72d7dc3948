"""The confined judge and its files: changed, unreadable or missing keys, lists and roots."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import psutil
import pytest

from adapters.secure_mail import Reason
from domain.errors import InvalidInput
from tests.adapters.mail.workshop import Workshop
from tests.adapters.mail_judging.judges import judged, judging

pytestmark = pytest.mark.slow


def test_a_changed_list_key_or_certificate_counts_for_the_next_mail(shop: Workshop, home: Path) -> None:
    (crl,) = (home / "crls").glob("*.pem")
    key, certificate = home / "keys" / "own.key.pem", home / "keys" / "own.cert.pem"
    raw = shop.protect()
    with judging(home, shop.partners) as judge:
        assert judged(judge, raw).reason is Reason.ACCEPTED
        crl.rename(home / "liste.pem")
        assert judged(judge, raw).reason is Reason.REVOCATION_MISSING
        (home / "liste.pem").rename(crl)
        assert judged(judge, raw).reason is Reason.ACCEPTED
        key.unlink()
        assert judged(judge, raw).reason is Reason.NOT_FOR_OUR_KEYS
        certificate.unlink()
        assert judged(judge, raw).reason is Reason.NOT_FOR_OUR_KEYS
        (home / "trust" / "root.pem").write_bytes(shop.rogue.root.certificate.read_bytes())
        assert judged(judge, shop.protect(recipient="own-ec")).reason is Reason.CERTIFICATE_UNTRUSTED


def test_one_process_judges_as_long_as_nothing_changed(shop: Workshop, home: Path) -> None:
    with judging(home, shop.partners) as judge:
        judged(judge, b"x")
        before = _children()
        judged(judge, shop.protect())
        assert _children() == before
        (home / "trust" / "root.pem").touch()
        judged(judge, b"x")
        assert _children() == before, "what was written again is the same"
        shutil.copy(home / "trust" / "root.pem", home / "trust" / "igen.pem")
        judged(judge, b"x")
        assert _children() != before


@pytest.mark.parametrize("name", ["keys/own.key.pem", "crls/crls.pem", "trust/root.pem"])
def test_a_file_that_cannot_be_read_is_named_and_no_mail_gets_a_verdict(
    shop: Workshop, home: Path, name: str
) -> None:
    right = (home / name).read_bytes()
    with judging(home, shop.partners) as judge:
        (home / name).write_text("noget andet")
        with pytest.raises(InvalidInput, match=name):
            judged(judge, shop.protect())
        (home / name).write_bytes(right)
        assert judged(judge, shop.protect()).reason is Reason.ACCEPTED


@pytest.mark.parametrize(("folder", "missing"), [("keys", "nøgle"), ("trust", "rodcertifikat")])
def test_without_a_key_or_a_root_no_mail_is_refused_and_the_operator_hears_of_it(
    shop: Workshop, home: Path, folder: str, missing: str
) -> None:
    for file in (home / folder).glob("*.pem"):
        file.unlink()
    with judging(home, shop.partners) as judge, pytest.raises(InvalidInput) as caught:
        judged(judge, b"From: a@b.example\r\n\r\nx")
    assert str(home / folder) in str(caught.value)
    assert missing in str(caught.value)


def test_the_lists_age_limit_holds_in_the_process_too(shop: Workshop) -> None:
    with judging(shop.home, shop.partners, timedelta(hours=1)) as judge:
        assert judged(judge, shop.protect()).reason is Reason.REVOCATION_STALE


def _children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}
