"""Settings come from one file and the environment; what is wrong is named by file, key and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.settings import Settings, find_home, load_settings
from domain.errors import InvalidInput, Unavailable
from tests.adapters.written_settings import WHOLE, home, refused, written

__all__ = ["home"]

ENVIRONMENT = {
    "database_url": ("MENTOR_DATABASE_URL", "postgresql://localhost/mentor"),
    "keyring_url": ("MENTOR_KEYRING_URL", "postgresql://localhost/keys"),
    "master_key_file": ("MENTOR_MASTER_KEY_FILE", "andre.json"),
    "programme_folder": ("MENTOR_PROGRAMME_FOLDER", "programmer"),
    "portal_url": ("MENTOR_PORTAL_URL", "https://portal.example"),
    "portal_port": ("MENTOR_PORTAL_PORT", "8601"),
    "portal_workers": ("MENTOR_PORTAL_WORKERS", "7"),
    "supplier": ("MENTOR_SUPPLIER", "Andet navn"),
    "mail_in": ("MENTOR_MAIL_IN__PATH", "en-anden-mappe"),
    "mail_out": ("MENTOR_MAIL_OUT__PORT", "2525"),
    "controllers": ("MENTOR_CONTROLLERS__KOMMUNE-A__COORDINATOR", "bo"),
    "revocation": ("MENTOR_REVOCATION__MAX_AGE_HOURS", "24"),
    "prefect_database_url": ("MENTOR_PREFECT_DATABASE_URL", "postgresql+asyncpg://localhost/prefect"),
    "prefect_port": ("MENTOR_PREFECT_PORT", "4300"),
}


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
    # What the portal needs of a municipality's sign-in is tried with it.
    assert {"home", "portal", *ENVIRONMENT} == set(Settings.model_fields)
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
        ('portal_url = "http://portal.example"', "portal_url"),
        ('portal_url = "https://example/portal"', "portal_url"),
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
