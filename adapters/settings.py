"""Settings of an installation: one file `mentor.toml` in MENTOR_HOME, overridable by environment.

Secrets are never in the file or on a command line: it names files that hold them, outside the home.
"""

from __future__ import annotations

import os
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from adapters.openid.configured import SignOnProvider
from adapters.setting_names import PREFIX, unknown_variables
from adapters.toml_faults import toml_fault
from domain.errors import InvalidInput, Problem, Unavailable
from domain.parsing import problems_of
from domain.values import Code, Line

SETTINGS_FILE = "mentor.toml"
Port = Annotated[int, Field(ge=1, le=65535)]
PortalAddress = Annotated[
    str, StringConstraints(pattern=r"^(https://[^\s/@]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?)/?$")
]
"""Where people reach the portal: a host of its own, over TLS; without it on this very machine alone."""

OpenAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/@]+(/[^\s]*)?$")]
"""A web address without a login in it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MailIn(_Part):
    """Where referrals arrive: an IMAP mailbox, or a maildir on this machine.

    `poll_seconds` is how often it is looked into where no server tells when a mail comes (IMAP IDLE).
    """

    kind: Literal["imap", "maildir"]
    path: Path | None = None
    host: str = ""
    port: Port = 993
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None
    poll_seconds: Annotated[int, Field(ge=1, le=3600)] = 60

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        """Each kind needs its own settings, and takes none of the other's: what is set must count."""
        needed, unused = (_IMAP, ("path",)) if self.kind == "imap" else (("path",), _OF_IMAP)
        if missing := [name for name in needed if not getattr(self, name)]:
            raise ValueError(f"kind = {self.kind} kræver også {', '.join(missing)}")
        if idle := [name for name in unused if name in self.model_fields_set]:
            raise ValueError(f"kind = {self.kind} bruger ikke {', '.join(idle)}; fjern det")
        return self


_IMAP = ("host", "user", "password_file")
_OF_IMAP = (*_IMAP, "port", "ca_file")


class MailOut(_Part):
    """The SMTP server that takes our mail. TLS is always used and verified."""

    host: Annotated[str, Field(min_length=1)]
    port: Port = 587
    mode: Literal["starttls", "tls"] = "starttls"
    user: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None

    @model_validator(mode="after")
    def _whole_login(self) -> Self:
        """A login is a user and a password; half of one would be left out in silence."""
        if bool(self.user) != bool(self.password_file):
            raise ValueError("user og password_file hører sammen; angiv begge eller ingen")
        return self


class Controller(_Part):
    """A municipality (dataansvarlig): which programme its referrals run under, and who coordinates them."""

    programme: Code
    coordinator: Code


class Revocation(_Part):
    """How old revocation lists may grow, and where some lie that no certificate of ours names.

    Without `max_age_hours` a list counts until the next update its issuer has set; with it, no longer than
    that many hours after it was issued. With `ocsp` the issuer is asked about a certificate too, where that
    names a place to ask; the same limit on age holds for the answer.
    """

    max_age_hours: Annotated[int, Field(ge=1)] | None = None
    ocsp: bool = False
    urls: tuple[OpenAddress, ...] = ()

    @property
    def max_age(self) -> timedelta | None:
        """The limit on a list's age, counted from when it was issued."""
        return None if self.max_age_hours is None else timedelta(hours=self.max_age_hours)


class Portal(_Part):
    """The pages: which municipalities' sign-ins they take, by a short name that stands in the address."""

    oidc: dict[Code, SignOnProvider] = Field(default_factory=dict)


class Settings(BaseSettings):
    """Everything an installation can decide. Relative paths are relative to the home: see `inside`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )
    home: Path
    database_url: str = ""
    keyring_url: str = ""
    master_key_file: Path
    programme_folder: Path | None = None
    portal_url: PortalAddress = "http://127.0.0.1:8600"
    portal_port: Port = 8600
    portal_workers: Annotated[int, Field(ge=1, le=64)] | None = None
    supplier: Line
    mail_in: MailIn
    mail_out: MailOut
    controllers: Annotated[dict[Code, Controller], Field(min_length=1)]
    revocation: Revocation = Revocation()
    portal: Portal = Portal()
    prefect_database_url: str = ""
    prefect_port: Port = 4200

    @model_validator(mode="after")
    def _known_municipalities(self) -> Self:
        """A sign-in for a municipality that we do not work for would let nobody in."""
        asked = {key: provider.controller for key, provider in self.portal.oidc.items()}
        if unknown := [key for key, name in asked.items() if name and name not in self.controllers]:
            raise ValueError(f"portal.oidc.{unknown[0]}: controller findes ikke under [controllers]")
        return self

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

    @property
    def master_key_path(self) -> Path:
        """The file with the master keys."""
        return self.inside(self.master_key_file)

    def inside(self, path: Path) -> Path:
        """A configured path; a relative one is counted from the home."""
        return self.home / path

    def given(self, path: Path | None) -> Path | None:
        """The same for a path that need not be configured."""
        return self.inside(path) if path else None


def find_home() -> Path:
    """The folder that holds all state: MENTOR_HOME, or `~/.local/share/mentor`."""
    configured = os.environ.get("MENTOR_HOME")
    return Path(configured).resolve() if configured else Path.home() / ".local" / "share" / "mentor"


def load_settings() -> Settings:
    """The settings of the home. Raises Unavailable if there is none, InvalidInput naming every bad key.

    The message says file, key and what would cure it, and never repeats a value.
    """
    home = find_home()
    if not (home / SETTINGS_FILE).exists():
        raise Unavailable(f"Der er ingen {SETTINGS_FILE} i {home}. Lav en installation med: mentor init")
    unknown = unknown_variables(os.environ, tuple(Settings.model_fields))
    try:
        settings = Settings(home=home)
    except ValidationError as error:
        raise InvalidInput(SETTINGS_FILE, (*problems_of(error), *unknown)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(SETTINGS_FILE, (toml_fault(error, "(hele filen)"),)) from None
    except SettingsError:
        cure = "skriv tabeller med __ mellem navnene, fx MENTOR_MAIL_OUT__PORT"
        unreadable = Problem("(miljøet)", "en variabel MENTOR_… kan ikke læses", cure)
        raise InvalidInput(SETTINGS_FILE, (unreadable, *unknown)) from None
    if unknown:
        raise InvalidInput(SETTINGS_FILE, unknown)
    return settings


def read_secret(path: Path | None) -> SecretStr | None:
    """The one-line secret a file holds; None if no file is configured. Raises Unavailable if unusable."""
    if path is None:
        return None
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Unavailable(
            f"Filen med adgangskoden kan ikke læses: {path.name}. Ret den i {SETTINGS_FILE}."
        ) from None
    if not secret:
        raise Unavailable(f"Filen med adgangskoden er tom: {path.name}. Skriv adgangskoden i den.")
    return SecretStr(secret)
