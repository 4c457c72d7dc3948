"""The master key file: private, whole, never overwritten, and silent about its keys."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from models.errors import MasterKeyFileUnusable
from models.master_keys import MasterKeys
from models.sealing import DataKey


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"current": "a", "keys": {"b": ""}}', '{"current": "a", "keys": {"a": "AAAA"}}'],
)
def test_a_master_key_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "master.json"
    file.write_text(content)
    file.chmod(0o600)

    with pytest.raises(MasterKeyFileUnusable, match=r"master\.json"):
        MasterKeys.load(file)


def test_a_master_key_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "master.json"
    made = MasterKeys.create(file)

    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        MasterKeys.create(file)
    assert MasterKeys.load(file) == made
    file.chmod(0o640)
    with pytest.raises(MasterKeyFileUnusable, match="chmod 600"):
        MasterKeys.load(file)
    with pytest.raises(MasterKeyFileUnusable, match="læses"):
        MasterKeys.load(tmp_path / "nowhere.json")


def test_a_master_key_never_shows_itself(tmp_path: Path) -> None:
    masters = MasterKeys.create(tmp_path / "master.json")
    secret = masters.keys[masters.current]

    shown = f"{masters!r} {masters} {DataKey(masters.current, secret)!r}"

    assert repr(secret) not in shown
    assert b64encode(secret).decode() not in shown
