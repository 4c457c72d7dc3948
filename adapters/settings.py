"""Settings of an installation: one file `mentor.toml` in MENTOR_HOME, overridable by environment.

Secrets are never in the file or on a command line: it names files that hold them, outside the home.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain.errors import InvalidInput, Problem, Unavailable

SETTINGS_FILE = "mentor.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MailIn(_Part):
    """Where referrals arrive: an IMAP mailbox, or a maildir on this machine."""

    kind: Literal["imap", "maildir"]
    path: Path | None = None
    host: str = ""
    port: int = 993
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None


class MailOut(_Part):
    """The SMTP server that takes our mail. TLS is always used and verified."""

    host: str
    port: int = 587
    mode: Literal["starttls", "tls"] = "starttls"
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None


class Controller(_Part):
    """A municipality (dataansvarlig): which programme its referrals run under, and who coordinates them."""

    programme: str
    coordinator: str


class Settings(BaseSettings):
    """Everything an installation can decide. Relative paths are relative to the home."""

    model_config = SettingsConfigDict(
        env_prefix="MENTOR_", env_nested_delimiter="__", extra="forbid", frozen=True
    )
    home: Path
    database_url: str = ""
    keyring_url: str = ""
    master_key_file: Path
    programme_folder: Path | None = None
    portal_url: str = "http://127.0.0.1:8600"
    supplier: str
    mail_in: MailIn
    mail_out: MailOut
    controllers: Annotated[dict[str, Controller], Field(min_length=1)]
    prefect_database_url: str = ""
    prefect_port: int = 4200

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then the file of the home."""
        del dotenv_settings, file_secret_settings
        file = find_home() / SETTINGS_FILE
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, toml_file=file)

    @property
    def casebook_url(self) -> str:
        """Where courses are kept: the configured database, or SQLite in the home."""
        return self.database_url or f"sqlite:///{self.home / 'mentor.db'}"

    @property
    def keys_url(self) -> str:
        """Where the courses' data keys are kept, apart from the courses."""
        return self.keyring_url or self.database_url or f"sqlite:///{self.home / 'keys.db'}"


def find_home() -> Path:
    """The folder that holds all state: MENTOR_HOME, or `~/.local/share/mentor`."""
    configured = os.environ.get("MENTOR_HOME")
    return Path(configured).resolve() if configured else Path.home() / ".local" / "share" / "mentor"


def load_settings() -> Settings:
    """The settings of the home. Raises Unavailable if there is none, InvalidInput naming every bad key."""
    home = find_home()
    if not (home / SETTINGS_FILE).exists():
        raise Unavailable(f"Der er ingen {SETTINGS_FILE} i {home}. Lav en installation med: mentor init")
    try:
        return Settings(home=home)
    except ValidationError as error:
        problems = tuple(
            Problem(".".join(str(part) for part in item["loc"]), item["type"], item["msg"])
            for item in error.errors(include_input=False)
        )
        raise InvalidInput(SETTINGS_FILE, problems) from None


def read_secret(path: Path | None) -> SecretStr | None:
    """The one-line secret a file holds; None if no file is configured. Raises Unavailable if unreadable."""
    if path is None:
        return None
    try:
        return SecretStr(path.read_text(encoding="utf-8").strip())
    except OSError:
        raise Unavailable(f"Filen med adgangskoden kan ikke læses: {path.name}. Se mentor doctor.") from None
