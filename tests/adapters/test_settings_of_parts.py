"""The settings of one part each: mailbox, logins and secrets, limits, and the lists of the issuers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.settings import MailIn, MailOut, load_settings, read_secret
from domain.errors import Unavailable
from tests.adapters.written_settings import IMAP, WHOLE, home, refused, written

__all__ = ["home"]


@pytest.mark.parametrize("missing", ["host", "user", "password_file"])
def test_an_imap_mailbox_needs_host_user_and_password(home: Path, missing: str) -> None:
    imap = "".join(line + "\n" for line in IMAP.splitlines() if not line.startswith(missing))
    text = WHOLE.format(more="").replace('kind = "maildir"\npath = "post"\n', imap)
    assert missing in refused(home, text)
    text = WHOLE.format(more="").replace('kind = "maildir"\npath = "post"\n', IMAP)
    (home / "mentor.toml").write_text(text, encoding="utf-8")
    assert load_settings().mail_in == MailIn(
        kind="imap", host="imap.leverandoer.example", user="henvisning", password_file=Path("imap.txt")
    )


@pytest.mark.parametrize("half", [{"user": "a"}, {"password_file": "a.txt"}])
def test_half_a_login_is_refused(half: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="hører sammen"):
        MailOut.model_validate({"host": "smtp.example", **half})


def test_a_secret_is_read_from_its_file_and_shown_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "kode.txt"
    file.write_text(" hemmelig æøå \n", encoding="utf-8")
    secret = read_secret(file)
    assert secret is not None
    assert secret.get_secret_value() == "hemmelig æøå"
    assert "hemmelig" not in repr(secret)
    assert read_secret(None) is None


@pytest.mark.parametrize("content", [None, b" \n", b"\xff\xfe"])
def test_a_secret_that_cannot_be_read_or_is_empty_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "kode.txt"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unavailable, match=r"kode\.txt"):
        read_secret(file)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("max_age_hours = 0", "revocation.max_age_hours"),
        ('urls = ["ldap://a.example/cn"]', "revocation.urls.0"),
        ('urls = ["http://bruger:kode@a.example/l.crl"]', "revocation.urls.0"),
        ("max_age = 3", "revocation.max_age"),
    ],
)
def test_a_limit_of_nothing_and_an_address_that_is_not_open_web_are_refused(
    home: Path, line: str, field: str
) -> None:
    told = refused(home, WHOLE.format(more="") + f"\n[revocation]\n{line}\n")
    assert field in told
    assert "kode@" not in told


def test_issuers_are_asked_only_where_it_is_said(home: Path) -> None:
    assert load_settings().revocation.ocsp is False
    written(home, more="revocation.ocsp = true")
    assert load_settings().revocation.ocsp is True


def test_the_age_limit_of_lists_is_none_unless_it_is_set(home: Path) -> None:
    assert load_settings().revocation.max_age is None
    written(home, more="revocation.max_age_hours = 36")
    assert load_settings().revocation.max_age == timedelta(hours=36)


@pytest.mark.parametrize("seconds", [0, 3601])
def test_the_mailbox_is_looked_into_every_second_at_most_and_every_hour_at_least(seconds: int) -> None:
    assert MailIn(kind="maildir", path=Path("post")).poll_seconds == 60
    with pytest.raises(ValueError, match="poll_seconds"):
        MailIn(kind="maildir", path=Path("post"), poll_seconds=seconds)
