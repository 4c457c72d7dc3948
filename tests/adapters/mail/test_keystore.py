"""Keys and lists are read from the home's folders; a file that is wrong is named and never passed over."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.secure_mail import KeyStore
from domain.errors import InvalidInput
from tests.adapters.mail.workshop import NOW, Workshop


@pytest.fixture
def home(shop: Workshop, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shop.home, tmp_path / "home"))


def test_all_folders_are_read(home: Path) -> None:
    keys = KeyStore.load(home)
    assert {key.name for key in keys.own} == {"own", "own-ec", "own-p384", "own-retired"}
    assert (len(keys.roots), len(keys.intermediates), len(keys.revocations.lists)) == (1, 1, 2)
    assert sorted(keys.partner_certificates) == ["jobcenter-a.pem", "jobcenter-b.pem"]


def test_an_empty_home_has_no_keys(tmp_path: Path) -> None:
    keys = KeyStore.load(tmp_path)
    assert keys.own == ()
    assert keys.signing_key(NOW) is None


def test_the_newest_valid_key_signs(shop: Workshop) -> None:
    key = shop.keys.signing_key(NOW)
    assert key is not None
    assert key.name in ("own", "own-ec")
    long_ago = shop.keys.signing_key(NOW - timedelta(days=100))
    assert long_ago is not None
    assert long_ago.name == "own-retired"
    assert shop.keys.signing_key(NOW + timedelta(days=4000)) is None


def test_a_key_is_retired_when_its_time_is_over(shop: Workshop) -> None:
    retired = {key.name for key in shop.keys.own if shop.keys.is_retired(key, NOW)}
    assert retired == {"own-retired"}


@pytest.mark.parametrize(
    "name",
    [
        "keys/own.key.pem",
        "keys/own.cert.pem",
        "trust/root.pem",
        "trust/intermediates/intermediate.pem",
        "crls/crls.pem",
        "partners/jobcenter-a.pem",
    ],
)
def test_a_file_that_cannot_be_read_is_named(home: Path, name: str) -> None:
    (home / name).write_text("noget andet")
    with pytest.raises(InvalidInput) as caught:
        KeyStore.load(home)
    assert name in caught.value.message


def test_a_missing_certificate_is_named(home: Path) -> None:
    (home / "keys/own.cert.pem").unlink()
    with pytest.raises(InvalidInput, match=r"own\.cert\.pem.*findes ikke"):
        KeyStore.load(home)


def test_a_certificate_of_another_key_is_refused(home: Path) -> None:
    shutil.copy(home / "keys/own-ec.cert.pem", home / "keys/own.cert.pem")
    with pytest.raises(InvalidInput, match="hører ikke til"):
        KeyStore.load(home)
