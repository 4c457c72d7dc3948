"""A home with a whole settings file in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.settings import load_settings
from domain.errors import InvalidInput

WHOLE = """
supplier = "Mentorhuset"
master_key_file = "../nøgler/master.json"
{more}
[mail_in]
kind = "maildir"
path = "post"

[mail_out]
host = "127.0.0.1"

[controllers.kommune-a]
programme = "viborg"
coordinator = "kirsten"
"""
IMAP = """kind = "imap"
host = "imap.leverandoer.example"
user = "henvisning"
password_file = "imap.txt"
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MENTOR_HOME", str(tmp_path))
    written(tmp_path)
    return tmp_path


def written(home: Path, more: str = "", **replaced: str) -> None:
    text = WHOLE.format(more=more)
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    (home / "mentor.toml").write_text(text, encoding="utf-8")


def refused(home: Path, text: str) -> str:
    (home / "mentor.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_settings()
    return caught.value.message
