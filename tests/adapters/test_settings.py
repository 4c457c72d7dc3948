"""Settings come from one file and the environment; what is wrong is named by file, key and cure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from adapters.settings import MailIn, MailOut, Settings, find_home, load_settings, read_secret
from domain.errors import InvalidInput, Unavailable

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
ENVIRONMENT = {
    "database_url": ("MENTOR_DATABASE_URL", "postgresql://localhost/mentor"),
    "keyring_url": ("MENTOR_KEYRING_URL", "postgresql://localhost/keys"),
    "master_key_file": ("MENTOR_MASTER_KEY_FILE", "andre.json"),
    "programme_folder": ("MENTOR_PROGRAMME_FOLDER", "programmer"),
    "portal_url": ("MENTOR_PORTAL_URL", "https://portal.example/mentor"),
    "supplier": ("MENTOR_SUPPLIER", "Andet navn"),
    "mail_in": ("MENTOR_MAIL_IN__PATH", "en-anden-mappe"),
    "mail_out": ("MENTOR_MAIL_OUT__PORT", "2525"),
    "controllers": ("MENTOR_CONTROLLERS__KOMMUNE-A__COORDINATOR", "bo"),
    "revocation": ("MENTOR_REVOCATION__MAX_AGE_HOURS", "24"),
    "prefect_database_url": ("MENTOR_PREFECT_DATABASE_URL", "postgresql+asyncpg://localhost/prefect"),
    "prefect_port": ("MENTOR_PREFECT_PORT", "4300"),
}


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


def test_a_home_is_where_mentor_home_points_or_in_the_users_own_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MENTOR_HOME", str(tmp_path / "a" / ".." / "b"))
    assert find_home() == tmp_path / "b"
    monkeypatch.delenv("MENTOR_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_home() == tmp_path / ".local" / "share" / "mentor"


def test_a_home_without_settings_says_how_to_make_them(home: Path) -> None:
    (home / "mentor.toml").unlink()
    with pytest.raises(Unavailable, match="mentor init"):
        load_settings()


def test_a_whole_file_is_read_and_the_rest_has_sensible_values(home: Path) -> None:
    read = load_settings()
    assert (read.home, read.supplier) == (home, "Mentorhuset")
    assert (read.mail_out.port, read.mail_out.mode, read.prefect_port) == (587, "starttls", 4200)
    assert read.controllers["kommune-a"].coordinator == "kirsten"


def test_relative_paths_are_counted_from_the_home_and_absolute_ones_stand(home: Path) -> None:
    read = load_settings()
    assert read.master_key_path == home / "../nøgler/master.json"
    assert read.inside(Path("/etc/ca.pem")) == Path("/etc/ca.pem")
    assert read.given(None) is None
    assert read.given(Path("trust/ca.pem")) == home / "trust" / "ca.pem"


def test_courses_and_keys_lie_in_two_files_of_the_home_unless_a_database_is_named(home: Path) -> None:
    read = load_settings()
    assert read.casebook_url == f"sqlite:///{home}/mentor.db"
    assert read.keys_url == f"sqlite:///{home}/keys.db"
    written(home, 'database_url = "postgresql://localhost/mentor"')
    read = load_settings()
    assert read.casebook_url == read.keys_url == "postgresql://localhost/mentor"
    written(home, 'database_url = "postgresql://a/m"\nkeyring_url = "postgresql://b/k"')
    assert load_settings().keys_url == "postgresql://b/k"


def test_every_setting_can_be_given_by_the_environment_and_wins_over_the_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"home", *ENVIRONMENT} == set(Settings.model_fields)
    before = load_settings()
    for field, (variable, value) in ENVIRONMENT.items():
        with monkeypatch.context() as environment:
            environment.setenv(variable, value)
            changed = {
                name
                for name in Settings.model_fields
                if getattr(load_settings(), name) != getattr(before, name)
            }
        assert changed == {field}, variable


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ('ukendt = "x"', "ukendt"),
        ("prefect_port = 0", "prefect_port"),
        ("prefect_port = 70000", "prefect_port"),
        ('portal_url = "ftp://portal.example"', "portal_url"),
        ('portal_url = "portal.example"', "portal_url"),
        ("database_url = 7", "database_url"),
    ],
)
def test_an_unknown_or_impossible_setting_is_refused_by_file_and_key(home: Path, more: str, key: str) -> None:
    message = refused(home, WHOLE.format(more=more))
    assert message.startswith("mentor.toml: ")
    assert key in message


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('supplier = "Mentorhuset"', "", "supplier"),
        ('master_key_file = "../nøgler/master.json"', "", "master_key_file"),
        ('host = "127.0.0.1"', "", "mail_out.host"),
        ('host = "127.0.0.1"', 'host = "127.0.0.1"\nmode = "plain"', "mail_out.mode"),
        ('host = "127.0.0.1"', 'host = "127.0.0.1"\ntls = false', "mail_out.tls"),
        ('coordinator = "kirsten"', 'coordinator = "Kirsten Holm"', "controllers.kommune-a.coordinator"),
        ('coordinator = "kirsten"', "", "controllers.kommune-a.coordinator"),
        ("[controllers.kommune-a]", "[controllers]", "controllers.programme"),
        ('kind = "maildir"', 'kind = "pop3"', "mail_in.kind"),
        ('path = "post"', "", "mail_in"),
        ('path = "post"', 'path = "post"\nhost = "imap.example"', "mail_in"),
    ],
)
def test_a_missing_or_wrong_setting_is_named_with_its_whole_key(
    home: Path, old: str, new: str, key: str
) -> None:
    text = WHOLE.format(more="")
    assert old in text
    assert f"{key}: " in refused(home, text.replace(old, new))


def test_every_problem_is_named_at_once_and_no_value_is_repeated(home: Path) -> None:
    message = refused(home, WHOLE.format(more='prefect_port = "hemmelig"\nsuplier = "hemmelig"'))
    assert "prefect_port" in message
    assert "suplier" in message
    assert "hemmelig" not in message


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("supplier = ", "slutningen af filen"),
        ("\x00", "linje 1"),
        ('[mail_in]\nkind = "a\n', "linje 2"),
    ],
)
def test_what_is_no_toml_is_refused_by_name(home: Path, text: str, where: str) -> None:
    assert refused(home, text) == (
        "mentor.toml: (hele filen): er ikke gyldig TOML "
        f"(se efter anførselstegn, klammer og nøgler, der står to gange, ved {where})"
    )


def test_a_file_in_another_encoding_is_refused_by_name(home: Path) -> None:
    (home / "mentor.toml").write_bytes('supplier = "Næstved"'.encode("latin-1"))
    with pytest.raises(InvalidInput, match="er ikke gyldig TOML"):
        load_settings()


def test_a_variable_that_cannot_be_read_is_refused_without_its_value(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTOR_MAIL_OUT", "hemmelig")
    with pytest.raises(InvalidInput, match="MENTOR_") as caught:
        load_settings()
    assert "hemmelig" not in caught.value.message


@pytest.mark.requirement("local.bad_input")
def test_a_mistyped_variable_is_told_with_the_name_that_may_be_meant(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """local: unknown MENTOR_ settings are told with what is wrong in the file, never their values."""
    for name in ("MENTOR_PORTAL_ULR", "MENTOR_MAIL_OUT_PORT", "MENTOR_MAIL_OUT__PROT", "MENTOR_FARVE"):
        monkeypatch.setenv(name, "hemmelig")
    with pytest.raises(InvalidInput) as caught:
        load_settings()
    told = {problem.field: problem.cure for problem in caught.value.problems}
    assert set(told) == {"MENTOR_PORTAL_ULR", "MENTOR_MAIL_OUT_PORT", "mail_out.prot", "MENTOR_FARVE"}
    assert "MENTOR_PORTAL_URL" in told["MENTOR_PORTAL_ULR"]
    assert "MENTOR_MAIL_OUT" in told["MENTOR_MAIL_OUT_PORT"]
    assert "hemmelig" not in caught.value.message


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
